import type { Forecast, ForecastStep } from "#contract/plan.ts";
import { messages } from "./messages.ts";

export interface PlanCounts {
  readonly cached: number;
  /** Steps that run or may run. */
  readonly run: number;
  readonly unknown: number;
  readonly fail: number;
}

/** Counts the steps that do work: FROM and configuration do not. */
function planCounts({ steps }: Forecast): PlanCounts {
  const work = steps.filter(({ instruction, outlook }) => instruction !== "FROM" && outlook !== "config");
  const count = (...outlooks: ForecastStep["outlook"][]) =>
    work.filter(({ outlook }) => outlooks.includes(outlook)).length;
  return { cached: count("cached"), run: count("runs", "may-run"), unknown: count("unknown"), fail: count("fails") };
}

/** "3 cached, 2 to run"; undefined if there is nothing to say. */
export function planSummary(forecast: Forecast): string | undefined {
  const { cached, run, unknown, fail } = planCounts(forecast);
  const { summary } = messages;
  if (fail > 0) return summary.stepsFail(fail);
  if (forecast.problem) return summary.wouldFail;
  if (run + unknown === 0) return cached > 0 ? summary.allCached : undefined;
  const parts = [
    cached > 0 ? summary.cached(cached) : "",
    run > 0 ? summary.toRun(run) : "",
    unknown > 0 ? summary.unknown(unknown) : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
