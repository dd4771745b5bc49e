import type { PlannedStage } from "#contract/build.ts";
import type { BuildPlan } from "#dockerfile/plan/buildPlan.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { RunningEvent } from "../../builder.ts";
import type { StepCache } from "../../cache/stepCache.ts";
import type { BuildContext } from "../../files/buildContext.ts";
import type { DecompressWithTool } from "../operations/archive/decompressionTool.ts";
import type { Downloads } from "../sources/downloads.ts";
import type { RunCommand } from "./runCommand.ts";

/** What one build works with, shared by its steps. */
export interface BuildSession {
  readonly workspace: string;
  readonly plan: BuildPlan;
  readonly blobs: BlobStore;
  readonly cache: StepCache;
  readonly context: BuildContext;
  /** Most bytes that one step may write. */
  readonly maxBytes: number;
  /** What ADD may download. */
  readonly downloads: Downloads;
  readonly secrets: Readonly<Record<string, string>>;
  /** Whether all steps of a stage must run again. */
  readonly noCache: (stage: PlannedStage) => boolean;
  /** Whether a RUN that is not known to be quick is held back. */
  readonly onlyQuick: boolean;
  /** Executes a RUN. */
  readonly run: RunCommand;
  readonly decompressWithTool: DecompressWithTool;
  readonly signal: AbortSignal;
  readonly emit: (event: RunningEvent) => void;
  /** Seconds since the epoch: the time of everything this build makes that has no time of its own. */
  readonly now: number;
}
