import type { BuiltImage, PlannedStage } from "#contract/build.ts";
import type { LiveStep } from "#contract/buildProgress.ts";
import type { Problem } from "#contract/problem.ts";
import type { StepLog } from "./buildLog.ts";

/** What is known of a build that has an id. */
export interface BuildRun {
  readonly id: string;
  /** The Dockerfile's text that it builds; absent where the page came later and can't know. */
  readonly dockerfileText?: string;
  readonly stages: readonly PlannedStage[];
  readonly steps: readonly LiveStep[];
  readonly logs: Readonly<Record<string, StepLog>>;
  /** When the page learnt of it, milliseconds since the epoch. */
  readonly startedAt: number;
}

/** A build as the page sees it. Each phase has what it can have and nothing else. */
export type BuildState =
  | { readonly phase: "idle" }
  | { readonly phase: "uploading"; readonly dockerfileText: string }
  /** Never got an id: the context or the request was refused, or the server can't be reached. */
  | { readonly phase: "refused"; readonly problem: Problem }
  | { readonly phase: "queued"; readonly run: BuildRun }
  | { readonly phase: "running"; readonly run: BuildRun; readonly canceling: boolean }
  | { readonly phase: "done"; readonly run: BuildRun; readonly finishedAt: number; readonly image: BuiltImage }
  | {
      readonly phase: "failed";
      readonly run: BuildRun;
      readonly finishedAt: number;
      readonly problem: Problem;
      /** Id of the step that failed. */
      readonly failedStep?: string;
    }
  | { readonly phase: "canceled"; readonly run: BuildRun; readonly finishedAt: number };

/** The build's run, where it got one. */
export function runOf(build: BuildState): BuildRun | undefined {
  return "run" in build ? build.run : undefined;
}

/** True from the press of Build until its end. */
export function isBusy(build: BuildState): boolean {
  return build.phase === "uploading" || build.phase === "queued" || build.phase === "running";
}

/** The problem that ended it, if one did. */
export function problemOf(build: BuildState): Problem | undefined {
  return "problem" in build ? build.problem : undefined;
}
