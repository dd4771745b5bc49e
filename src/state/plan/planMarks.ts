import type { Forecast, ForecastStep } from "#contract/plan.ts";
import { messages } from "./messages.ts";
import { planWords } from "./planWords.ts";

/** What the next build will do with a line. `unneeded`: a stage the target does not depend on. */
export type PlanOutlook = Exclude<ForecastStep["outlook"], "config"> | "unneeded";

/** What the editor says about an instruction before the build. */
export interface PlanMark {
  /** Zero-based first line of the instruction. */
  readonly line: number;
  readonly outlook: PlanOutlook;
  /** A few words for the end of the line; "" if the mark says it all. */
  readonly words: string;
  /** The full reason, one or two sentences. */
  readonly reason: string;
}

/** If a line has several steps, such as ONBUILD triggers, the loudest outlook counts. */
const LOUDNESS: Readonly<Record<PlanOutlook, number>> = {
  cached: 0,
  unneeded: 1,
  unknown: 2,
  "may-run": 3,
  runs: 4,
  fails: 5,
};

/** One mark for each line with something to redo or to reuse. Configuration is neither. */
export function planMarks({ stages, steps }: Forecast): PlanMark[] {
  const byLine = new Map<number, PlanMark>();
  const put = (mark: PlanMark) => {
    const there = byLine.get(mark.line);
    if (!there || LOUDNESS[mark.outlook] > LOUDNESS[there.outlook]) byLine.set(mark.line, mark);
  };
  // A Dockerfile with an error has no steps: that says nothing about its stages.
  for (const stage of steps.length === 0 ? [] : stages) {
    if (stage.reachable) continue;
    put({ line: stage.range.start.line, outlook: "unneeded", ...messages.skipped });
  }
  const byId = new Map(steps.map((step) => [step.id, step]));
  for (const step of steps) {
    const { outlook, range, after = "" } = step;
    if (outlook !== "config") put({ line: range.start.line, outlook, ...planWords(step, byId.get(after)) });
  }
  return [...byLine.values()].sort((a, b) => a.line - b.line);
}
