import type { StagePlan } from "#dockerfile/plan/buildPlan.ts";
import { explainMiss, plainMiss, type StepMiss } from "../cache/explainMiss.ts";
import type { CachedStep } from "../cache/stepCache.ts";
import { type StepInputs, stepKey } from "../cache/stepKey.ts";
import type { CacheSession } from "./cacheSession.ts";
import type { InputTask } from "./inputTask.ts";

/** The position of a step, stable across builds: its last inputs are stored under it. */
export function positionOf(
  session: Pick<CacheSession, "workspace">,
  { work, stage }: Pick<InputTask, "work" | "stage">,
): string {
  return JSON.stringify([session.workspace, stage.name ?? stage.index, work.id.split(".")[1], work.instruction]);
}

/** The cached result for these inputs, if the build may use it and its layer still exists. */
export function lookupCachedStep(session: CacheSession, stage: StagePlan, inputs: StepInputs): CachedStep | undefined {
  const kept = session.noCache(stage) ? undefined : session.cache.get(stepKey(inputs));
  return kept !== undefined && session.blobs.has(kept.diffId) ? kept : undefined;
}

/** Why a step missed the cache. */
export function explainCacheMiss(session: CacheSession, task: InputTask, inputs: StepInputs): StepMiss {
  if (session.noCache(task.stage)) return plainMiss("no-cache");
  return explainMiss(session.cache.lastInputs(positionOf(session, task)), inputs, task.redone);
}
