import type { LiveStep } from "#contract/buildProgress.ts";
import { isNumbered, stepCounts } from "#contract/stepCounts.ts";
import { type BuildState, runOf } from "./buildState.ts";

/** The steps numbered in the log: those that can make a layer or take time. */
export function numberedSteps(steps: readonly LiveStep[]): LiveStep[] {
  return steps.filter(isNumbered);
}

export interface BuildSummary {
  /** Milliseconds from the first step to the end; undefined while it runs. */
  readonly duration?: number;
  readonly cached: number;
  readonly steps: number;
}

export function summaryOf(build: BuildState): BuildSummary | undefined {
  const run = runOf(build);
  if (!run) return undefined;
  const counts = stepCounts(run.steps);
  if (!("finishedAt" in build)) return counts;
  const starts = run.steps.flatMap((step) => (step.startedAt === undefined ? [] : [step.startedAt]));
  // The server's clock, not the browser's: they may differ.
  const first = starts.length > 0 ? Math.min(...starts) : build.finishedAt;
  return { ...counts, duration: Math.max(0, build.finishedAt - first) };
}

/** How long a step took, in milliseconds; undefined if it still runs or never ran. */
export function durationOf(step: LiveStep): number | undefined {
  if (step.startedAt === undefined || step.finishedAt === undefined) return undefined;
  return step.finishedAt - step.startedAt;
}
