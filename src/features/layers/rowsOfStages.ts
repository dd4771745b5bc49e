import type { PlannedStage } from "#contract/build.ts";
import type { LiveStep } from "#contract/buildProgress.ts";
import { stageNamed, stagesLeftBehind } from "#contract/stageChain.ts";
import type { BuildRun } from "../../state/build/buildState.ts";
import { messages } from "./messages.ts";
import { rowText, type StrataRow } from "./strataRow.ts";

type Planned = Pick<BuildRun, "steps" | "stages">;

/** A band for each stage that a finished build left behind; unfolded, a row for each of its steps. */
export function rowsOfStages(
  { id, steps, stages }: Planned & Pick<BuildRun, "id">,
  unfolded: ReadonlySet<number>,
): StrataRow[] {
  return stagesLeftBehind(stages).flatMap((stage) => {
    const own = steps.filter((step) => step.stage === stage.index);
    const [first] = own;
    if (!first) return [];
    const band = bandOf(stage, own, first, unfolded.has(stage.index));
    return band.expanded ? [band, ...own.map((step) => stepRow(step, id))] : [band];
  });
}

function bandOf({ index, name }: PlannedStage, steps: readonly LiveStep[], first: LiveStep, expanded: boolean) {
  return {
    key: stageKey(index),
    kind: "stage",
    link: first.id,
    instruction: "STAGE",
    text: messages.stageLeft(name ?? messages.stageName(index), steps.length),
    state: "built",
    cached: steps.every((step) => step.state === "cached" || step.instruction === "FROM"),
    size: steps.reduce((sum, step) => sum + (step.layer?.size ?? 0), 0),
    dead: 0,
    stage: index,
    expanded,
  } satisfies StrataRow;
}

function stepRow(step: LiveStep, build: string): StrataRow {
  return {
    key: step.id,
    kind: "config",
    link: step.id,
    instruction: step.instruction,
    text: rowText(step.instruction, step.title.replace(/^\s*\S+\s*/, "")),
    state: "built",
    cached: step.state === "cached",
    ...(step.layer ? { size: step.layer.size, builtBy: build } : {}),
    dead: 0,
    inStage: true,
  };
}

function stageKey(index: number): string {
  return `stage:${index}`;
}

/** A row of the image and the band of the stage that it copies from. */
export interface StageThread {
  readonly from: string;
  readonly to: string;
}

/** The threads from the rows of the image, by step, to the bands. */
export function stageThreads({ steps, stages }: Planned, rows: readonly StrataRow[]): StageThread[] {
  const shown = new Set(rows.map(({ key }) => key));
  return steps.flatMap((step) => {
    const name = copiedFrom(step);
    const stage = name === undefined ? undefined : stageNamed(stages, name);
    const to = stage && stageKey(stage.index);
    return to !== undefined && shown.has(to) && shown.has(step.id) ? [{ from: step.id, to }] : [];
  });
}

/** What COPY's `--from` names. Flags stand before the first source. */
function copiedFrom({ instruction, title }: LiveStep): string | undefined {
  if (instruction !== "COPY") return undefined;
  const flags = /^\s*\S+((?:\s+--\S+)*)/.exec(title)?.[1] ?? "";
  return /--from=(\S+)/.exec(flags)?.[1];
}
