import type { RunOperation } from "#dockerfile/steps/operation.ts";
import { type StepInputs, stepKey } from "../../cache/stepKey.ts";
import { positionOf } from "../../inputs/lookupCachedStep.ts";
import { runInstruction } from "../../inputs/stepInputs.ts";
import { runTimes } from "../../live/runTimes.ts";
import type { BuilderMemory, OwnMemory } from "./builderMemory.ts";
import { isRemote, type KnownStep, PlannedInputs, type PlannedSteps, resultOf } from "./plannedInputs.ts";
import type { ToldSteps } from "./toldSteps.ts";

export interface BuiltSteps extends PlannedSteps {
  readonly told: ToldSteps;
}

/** When the builder did exactly this for the last time before this build, milliseconds since the epoch. */
export function builtBefore(memory: OwnMemory, inputs: StepInputs, { begunAt }: ToldSteps): number | undefined {
  const usedAt = Date.parse(memory.look(stepKey(inputs))?.created ?? "");
  // The same step in another stage was remembered a moment ago.
  return usedAt < begunAt ? usedAt : undefined;
}

/**
 * Remembers the steps whose results the builder has after a build, whether that came to its end or not. If the builder ran what
 * it should have had, it drops old results: then what was not used since is forgotten.
 */
export async function rememberSteps(memory: BuilderMemory, built: BuiltSteps): Promise<void> {
  const own = memory.of(built.workspace);
  const inputs = new PlannedInputs(own, built);
  /** When the newest result that the builder no longer had was last used. */
  let brokenAt: number | undefined;
  for (const stage of built.plan.stages.values()) {
    for (const step of (await inputs.of(stage)).steps.values()) {
      const usedAt = droppedSince(own, built, step);
      if (usedAt !== undefined) brokenAt = Math.max(brokenAt ?? usedAt, usedAt);
      if (built.told.isKept(step.task.work.id)) keep(own, built, step);
    }
  }
  if (brokenAt !== undefined) memory.forgetUntil(brokenAt);
}

/** If the builder ran a step that it had built before, from nothing that may have changed elsewhere: when. */
function droppedSince(memory: OwnMemory, { told, noCache }: BuiltSteps, { task, inputs }: KnownStep) {
  const state = told.stateOf(task.work.id);
  if (state === undefined || state === "cached" || noCache(task.stage) || isRemote(inputs)) return undefined;
  return builtBefore(memory, inputs, told);
}

function keep(memory: OwnMemory, { told, workspace }: BuiltSteps, { task, inputs }: KnownStep): void {
  const position = positionOf({ workspace }, task);
  memory.setLastInputs(position, inputs);
  const time = told.timeOf(task.work.id);
  const { operation } = task.work;
  if (operation.kind === "run" && time !== undefined) noteTime(memory, operation, position, time);
  const created = new Date().toISOString();
  memory.put(stepKey(inputs), { diffId: resultOf(inputs), size: 0, files: 0, created });
}

function noteTime(memory: OwnMemory, run: RunOperation, position: string, time: number): void {
  runTimes(memory).took(runInstruction(run), position, time);
}
