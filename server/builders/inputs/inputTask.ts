import type { Digest } from "#contract/names/digest.ts";
import type { PlannedWork, StagePlan } from "#dockerfile/plan/buildPlan.ts";
import type { RootViews } from "../files/stageFiles.ts";

/** A step, and what its inputs are found in. */
export interface InputTask {
  readonly work: PlannedWork;
  readonly stage: StagePlan;
  /** The root file system before it, base first. */
  readonly layers: readonly Digest[];
  /** The title of the nearest earlier step of the stage that was not cached. */
  readonly redone: string | undefined;
  readonly roots: RootViews;
}
