import type { BuildSource, BuildWarning, BuiltImage, PlannedStage } from "#contract/build.ts";
import type { Assignment } from "#contract/builderChoice.ts";
import type { LiveStep } from "#contract/buildProgress.ts";
import type { Problem } from "#contract/problem.ts";
import type { StepLog } from "./buildLog.ts";

/** What is known about a build that has an ID. */
export interface BuildRun {
  readonly id: string;
  /** Built while somebody typed: nobody asked for it by hand. */
  readonly live?: true;
  /** Which builder has it, and why; undefined until one does, and for builds of earlier versions. */
  readonly assignment?: Assignment;
  readonly warnings?: readonly BuildWarning[];
  /** What is built; undefined until the build tells, and for builds of earlier versions. */
  readonly source?: BuildSource;
  /** While it is queued: how many builds are started before it. */
  readonly ahead?: number;
  /** While it is queued: in about how many milliseconds it starts, as its last place was told. */
  readonly startsIn?: number;
  readonly stages: readonly PlannedStage[];
  readonly steps: readonly LiveStep[];
  readonly logs: Readonly<Record<string, StepLog>>;
  /** When the page learned of it, milliseconds since the epoch. */
  readonly startedAt: number;
}

/** A build as the page sees it. Each phase has exactly the data it can have. */
export type BuildState =
  | { readonly phase: "idle" }
  | { readonly phase: "uploading" }
  /** Never got an ID: the context or the request was refused, or the server is unreachable. */
  | { readonly phase: "refused"; readonly problem: Problem }
  | { readonly phase: "queued"; readonly run: BuildRun }
  | { readonly phase: "running"; readonly run: BuildRun; readonly canceling: boolean }
  | { readonly phase: "done"; readonly run: BuildRun; readonly finishedAt: number; readonly image: BuiltImage }
  | {
      readonly phase: "failed";
      readonly run: BuildRun;
      readonly finishedAt: number;
      readonly problem: Problem;
      /** ID of the step that failed. */
      readonly failedStep?: string;
    }
  | { readonly phase: "canceled"; readonly run: BuildRun; readonly finishedAt: number };

/** The build's run, if it got one. */
export function runOf(build: BuildState): BuildRun | undefined {
  return "run" in build ? build.run : undefined;
}

/** True from pressing Build until the build ends. */
export function isBusy(build: BuildState): boolean {
  return build.phase === "uploading" || build.phase === "queued" || build.phase === "running";
}

/** Whether a build ended between two states, even if nobody saw that it ran. */
export function hasEnded(now: BuildState, before: BuildState): boolean {
  return !isBusy(now) && now.phase !== "idle" && (isBusy(before) || before.phase === "idle");
}

/** The problem that ended it, if one did. */
export function problemOf(build: BuildState): Problem | undefined {
  return "problem" in build ? build.problem : undefined;
}
