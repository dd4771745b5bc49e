import type { BuildPlan, PlannedWork, StagePlan } from "#dockerfile/plan/buildPlan.ts";
import type { Operation, Root } from "#dockerfile/steps/operation.ts";
import { belowChanged, explainMiss, plainMiss, type StepMiss } from "../../cache/explainMiss.ts";
import type { CacheSession } from "../../inputs/cacheSession.ts";
import { positionOf } from "../../inputs/lookupCachedStep.ts";
import type { OwnMemory } from "./builderMemory.ts";
import { isRemote, type KnownStep } from "./plannedInputs.ts";
import { builtBefore } from "./rememberSteps.ts";
import type { ToldSteps } from "./toldSteps.ts";

export interface RunningBuild {
  readonly workspace: string;
  readonly plan: BuildPlan;
  readonly noCache: CacheSession["noCache"];
  readonly told: ToldSteps;
}

/** What is known of a build when a step of it begins. */
interface Circumstances {
  /** See `ranBefore`. */
  readonly redone: string | undefined;
  /** Whether an image of the build may have changed unnoticed. */
  readonly isVague: boolean;
}

/** Why the builder runs a step. It does not say so: this follows from what it did before. */
export function whyRan(
  memory: OwnMemory,
  { workspace, noCache, told }: Omit<RunningBuild, "plan">,
  { task, inputs }: KnownStep,
  { redone, isVague }: Circumstances,
): StepMiss {
  if (noCache(task.stage)) return plainMiss("no-cache");
  const miss = explainMiss(memory.lastInputs(positionOf({ workspace }, task)), inputs, redone);
  const isKnown = miss.code === "not-kept" || builtBefore(memory, inputs, told) !== undefined;
  if (isKnown && redone !== undefined) return belowChanged(redone);
  if (isKnown) return plainMiss(isVague || isRemote(inputs) ? "dropped-or-changed" : "dropped");
  const isBelow = miss.code === "changed" && miss.changed.every(({ kind }) => kind === "parent");
  return isVague && isBelow && redone === undefined ? plainMiss("dropped-or-changed") : miss;
}

/** The title of the nearest step that ran in this build and that a step depends on: of its own stage, then of those it needs. */
export function ranBefore(
  { plan, told }: Pick<RunningBuild, "plan" | "told">,
  stage: StagePlan,
  id: string,
): string | undefined {
  const at = stage.steps.findIndex((work) => work.id === id);
  const roots = rootsOf(stage.steps[at]?.operation);
  const ran = (stageOf: StagePlan, steps: readonly PlannedWork[]): string | undefined => {
    const last = steps.findLast(({ id: step, operation }) => operation.kind !== "none" && told.hasRun(step));
    return last?.title ?? ofRoot(stageOf.base);
  };
  const ofRoot = (root: Root): string | undefined => {
    const other = root.kind === "stage" ? plan.stages.get(root.stage) : undefined;
    return other && ran(other, other.steps);
  };
  return ran(stage, stage.steps.slice(0, at)) ?? roots.map(ofRoot).find((title) => title !== undefined);
}

/** What a step takes files from, beside what it builds on. */
function rootsOf(operation: Operation | undefined): Root[] {
  if (operation?.kind === "copy") return [operation.root];
  return operation?.kind === "run" ? operation.mounts.flatMap(({ root }) => root ?? []) : [];
}
