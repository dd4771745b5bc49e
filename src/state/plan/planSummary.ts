import type { Forecast, ForecastStep } from "#contract/plan.ts";

export interface PlanCounts {
  readonly cached: number;
  /** Those that run or may run. */
  readonly run: number;
  readonly unknown: number;
  readonly fail: number;
}

/** Steps that can be redone, counted: FROM and configuration are no work. */
export function planCounts({ steps }: Forecast): PlanCounts {
  const work = steps.filter(({ instruction, outlook }) => instruction !== "FROM" && outlook !== "config");
  const count = (...outlooks: ForecastStep["outlook"][]) =>
    work.filter(({ outlook }) => outlooks.includes(outlook)).length;
  return { cached: count("cached"), run: count("runs", "may-run"), unknown: count("unknown"), fail: count("fails") };
}

/** "3 cached, 2 run"; undefined where there is nothing to say. */
export function planSummary(forecast: Forecast): string | undefined {
  const { cached, run, unknown, fail } = planCounts(forecast);
  if (fail > 0) return `${fail === 1 ? "a step" : `${fail} steps`} would fail`;
  if (forecast.problem) return "would fail";
  if (run + unknown === 0) return cached > 0 ? "all cached" : undefined;
  const parts = [
    cached > 0 ? `${cached} cached` : "",
    run > 0 ? `${run} ${run === 1 ? "runs" : "run"}` : "",
    unknown > 0 ? `${unknown} can't be told` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
