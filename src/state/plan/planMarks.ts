import type { Forecast, ForecastStep } from "#contract/plan.ts";
import { planWords } from "./planWords.ts";

/** How a line stands before the next build. `unneeded`: a stage that the target does not need. */
export type PlanOutlook = Exclude<ForecastStep["outlook"], "config"> | "unneeded";

/** What the editor says of an instruction before it is built. */
export interface PlanMark {
  /** Zero-based first line of the instruction. */
  readonly line: number;
  readonly outlook: PlanOutlook;
  /** A few words for the end of the line; "" where the mark says it all. */
  readonly words: string;
  /** The whole story, one or two sentences. */
  readonly reason: string;
}

/** From the quiet to the loud: of several steps on one line, as triggers of an ONBUILD, the loudest counts. */
const LOUDNESS: Readonly<Record<PlanOutlook, number>> = {
  cached: 0,
  unneeded: 1,
  unknown: 2,
  "may-run": 3,
  runs: 4,
  fails: 5,
};

/** One mark for each line that has something to redo or to keep; configuration alone is neither. */
export function planMarks({ stages, steps }: Forecast): PlanMark[] {
  const byLine = new Map<number, PlanMark>();
  const put = (mark: PlanMark) => {
    const there = byLine.get(mark.line);
    if (!there || LOUDNESS[mark.outlook] > LOUDNESS[there.outlook]) byLine.set(mark.line, mark);
  };
  // A Dockerfile with a mistake has no steps: that says nothing of its stages.
  for (const stage of steps.length === 0 ? [] : stages) {
    if (stage.reachable) continue;
    const reason = "Not built: no stage that is built needs this one.";
    put({ line: stage.range.start.line, outlook: "unneeded", words: "not needed", reason });
  }
  const byId = new Map(steps.map((step) => [step.id, step]));
  for (const step of steps) {
    const { outlook, range, after = "" } = step;
    if (outlook !== "config") put({ line: range.start.line, outlook, ...planWords(step, byId.get(after)) });
  }
  return [...byLine.values()].sort((a, b) => a.line - b.line);
}
