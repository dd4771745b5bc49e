import type { PlannedStage } from "#contract/build.ts";
import type { LiveStep } from "#contract/buildProgress.ts";
import { missSentence } from "#contract/missWords.ts";
import { stageChain, stagesLeftBehind } from "#contract/stageChain.ts";
import type { BuildRun } from "../../state/build/buildState.ts";
import { messages } from "./messages.ts";
import { rowText, type StrataRow } from "./strataRow.ts";

type Planned = Pick<BuildRun, "steps" | "stages"> & {
  /** Of a build that ended: its layers can be looked into. */
  readonly id?: string;
};

/**
 * The rows of a build without an image yet: the steps that will be slabs of the image, base first, and one thin row for
 * each stage that is only copied from. `lastSizes` are the slab sizes of the last image by step, in bytes.
 */
export function rowsOfBuild(run: Planned, lastSizes: ReadonlyMap<string, number> = new Map()): StrataRow[] {
  const chain = stageChain(run.stages);
  const stageRows = stagesLeftBehind(run.stages).flatMap((stage) => stageRow(run, stage));
  const steps = chain.flatMap((index) => run.steps.filter((step) => step.stage === index));
  // The FROM of a stage based on another stage adds no bytes: that stage's rows are right below.
  const shown = steps.filter((step, position) => step.instruction !== "FROM" || position === 0);
  return [...stageRows, ...shown.map((step) => stepRow(step, lastSizes.get(step.id), run.id))];
}

function stepRow(step: LiveStep, expectedSize: number | undefined, build: string | undefined): StrataRow {
  const isScratch = step.instruction === "FROM" && / scratch\b/i.test(step.title);
  return {
    key: step.id,
    kind: step.configOnly || isScratch ? "config" : "slab",
    link: step.id,
    instruction: step.instruction,
    text: isScratch ? messages.scratch : rowText(step.instruction, textAfterWord(step.title)),
    state: step.state,
    cached: step.state === "cached",
    ...(step.layer ? { size: step.layer.size, ...(build === undefined ? {} : { builtBy: build }) } : {}),
    ...(step.state === "failed" && build !== undefined ? { failedIn: build } : {}),
    ...(expectedSize === undefined ? {} : { expectedSize }),
    dead: 0,
    ...(step.cacheMiss ? { missReason: missSentence(step.cacheMiss) } : {}),
  };
}

function stageRow(run: Planned, stage: PlannedStage): StrataRow[] {
  const steps = run.steps.filter((step) => step.stage === stage.index);
  const [first] = steps;
  if (!first) return [];
  const ended = steps.filter((step) => step.state === "done" || step.state === "cached").length;
  const name = stage.name ?? messages.stageName(stage.index);
  return [
    {
      key: `stage:${stage.index}`,
      kind: "stage",
      link: first.id,
      instruction: "STAGE",
      text: messages.stageProgress(name, ended, steps.length),
      state: stateOfStage(steps),
      cached: false,
      dead: 0,
    },
  ];
}

function stateOfStage(steps: readonly LiveStep[]): LiveStep["state"] {
  if (steps.some((step) => step.state === "failed")) return "failed";
  if (steps.every((step) => step.state === "cached")) return "cached";
  if (steps.every((step) => step.state === "done" || step.state === "cached")) return "done";
  if (steps.some((step) => step.state === "running")) return "running";
  return steps.some((step) => step.state === "canceled") ? "canceled" : "pending";
}

function textAfterWord(title: string): string {
  return title.replace(/^\s*\S+\s*/, "");
}
