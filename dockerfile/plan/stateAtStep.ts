import type { ContainerConfig, HistoryEntry } from "#contract/image.ts";
import type { Platform } from "#contract/names/platform.ts";
import type { Problem } from "#contract/problem.ts";
import type { Range } from "#contract/range.ts";
import { parseDockerfile } from "../instructions/parseDockerfile.ts";
import type { RunOperation } from "../steps/operation.ts";
import type { PlannedHistory } from "../steps/stageState.ts";
import type { BuildPlan, ImageNeed, PlanImage } from "./buildPlan.ts";
import { planBuild } from "./planBuild.ts";
import type { PlanOptions } from "./planOptions.ts";
import { resolveForBuild } from "./resolveForBuild.ts";

/** A step of a build that was planned from a text. */
export interface PlacedStep {
  readonly id: string;
  readonly instruction: string;
  readonly range: Range;
}

/** What a command gets at one place of a Dockerfile. */
export interface StepState {
  /** What a RUN gets there: the image's variables and the arguments in effect. */
  readonly env: readonly string[];
  readonly workdir: string;
  readonly user: string;
  /** What runs commands in shell form, with its arguments. */
  readonly shell: readonly string[];
  /** Of the RUN at this place, if the state is the one before it. */
  readonly command?: string;
  /** What an image of this state says of itself. */
  readonly config: ContainerConfig;
  readonly history: readonly HistoryEntry[];
  readonly platform: Platform;
}

export type StepStateResult =
  | { readonly kind: "state"; readonly state: StepState }
  | { readonly kind: "missing"; readonly images: readonly ImageNeed[] }
  | { readonly kind: "failed"; readonly problem: Problem };

/** Asks the plan for what a command in shell form would get. */
const PROBE = "RUN true";

/**
 * The state before or after a step, by planning its Dockerfile up to it. As with `planBuild`, images that are missing are
 * asked for. Pure.
 */
export function stateAtStep(
  text: string,
  step: PlacedStep,
  at: "before" | "after",
  options: PlanOptions,
  images: ReadonlyMap<string, PlanImage>,
): StepStateResult {
  const runs = at === "before" && step.instruction === "RUN";
  const lines = text.split("\n").slice(0, runs || at === "after" ? step.range.end.line + 1 : step.range.start.line);
  // The last stage of what is left is the step's.
  const whole = { ...options, target: undefined };
  const resolved = resolveForBuild(parseDockerfile(`${lines.join("\n")}\n${PROBE}\n`), whole);
  const planned = planBuild(resolved, whole, images);
  if (planned.kind !== "planned") return planned;
  return { kind: "state", state: stateOf(planned.plan, step, runs) };
}

function stateOf({ stages, target }: BuildPlan, step: PlacedStep, runs: boolean): StepState {
  const stage = stages.get(target);
  const probe = stage?.steps.at(-1)?.operation;
  if (stage === undefined || probe?.kind !== "run") throw new Error("the state of a step was not planned");
  const own = runs ? stage.steps.find(({ id }) => id === step.id)?.operation : undefined;
  const { config, history, platform } = stage.state;
  const { env, cwd, user } = own?.kind === "run" ? own : probe;
  const shell = probe.argv.slice(0, -1);
  return {
    env,
    workdir: cwd,
    user,
    shell,
    ...(own?.kind === "run" && { command: commandOf(own, shell) }),
    config,
    history: history.slice(0, runs ? -2 : -1).map(withoutStep),
    platform,
  };
}

/** As it would be typed. */
function commandOf({ argv, script }: RunOperation, shell: readonly string[]): string {
  if (script !== undefined) return script.text;
  const last = argv.at(-1) ?? "";
  const isShellForm = argv.length === shell.length + 1 && shell.every((word, index) => argv[index] === word);
  return isShellForm ? last : argv.map(quoted).join(" ");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function withoutStep({ step: _step, ...row }: PlannedHistory): HistoryEntry {
  return row;
}
