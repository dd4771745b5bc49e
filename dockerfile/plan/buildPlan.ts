import type { PlannedStage, PlannedStep } from "#contract/build.ts";
import type { ImageConfig } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Range } from "#contract/range.ts";
import type { Operation, Root } from "../steps/operation.ts";
import type { StageState } from "../steps/stageState.ts";

/** An image as the plan needs it: its configuration, and the layers that make its root file system. */
export interface PlanImage {
  /** As a person names it: `busybox`, `debian:bookworm-slim`. */
  readonly name: string;
  readonly config: ImageConfig;
  readonly layers: readonly Digest[];
}

/** An image the plan can't go on without. `key` is how it is asked for and answered. */
export interface ImageNeed {
  readonly key: string;
  readonly name: string;
  /** Normalized, `linux/amd64`. */
  readonly platform: string;
  /** The step that wants it: the FROM, or the COPY or RUN that takes files from it. */
  readonly step: string;
  readonly instruction: string;
  readonly range: Range;
}

export interface PlannedWork extends PlannedStep {
  readonly operation: Operation;
  /** True if it comes from an ONBUILD of the base image. */
  readonly onbuild: boolean;
}

export interface StagePlan extends PlannedStage {
  readonly base: Root;
  /** The FROM's step. */
  readonly fromStep: PlannedStep;
  readonly steps: readonly PlannedWork[];
  /** Configuration and history at the end of the stage. */
  readonly state: StageState;
}

export interface BuildPlan {
  /** Reachable stages by index; a stage comes after all it needs. */
  readonly stages: ReadonlyMap<number, StagePlan>;
  readonly target: number;
  /** Images that stages start from or copy from, by key. */
  readonly images: ReadonlyMap<string, PlanImage>;
  /** The time of history rows and of the folder that WORKDIR makes, if it is given: seconds since 1970. */
  readonly sourceDateEpoch?: number;
}
