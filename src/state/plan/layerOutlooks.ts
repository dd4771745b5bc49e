import type { PlannedStep } from "#contract/build.ts";
import type { ForecastStep } from "#contract/plan.ts";
import type { Link } from "../selection/selectionLinks.ts";
import { planWords } from "./planWords.ts";

/** What the next build will do with a row of the image that is shown: `edited`, its instruction says something else now. */
export interface LayerOutlook {
  readonly outlook: "runs" | "may-run" | "fails" | "edited";
  /** One or two sentences. */
  readonly reason: string;
}

/**
 * The rows that the next build will not take as they are, by the id of their link. `built` are the steps that they came
 * from: a row whose lines were changed is found again by its words, and where these are gone it was edited.
 */
export function layerOutlooks(
  steps: readonly ForecastStep[],
  links: readonly Link[],
  built: readonly PlannedStep[],
): ReadonlyMap<string, LayerOutlook> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const byLine = new Map(steps.map((step) => [step.range.start.line, step]));
  const byTitle = new Map(steps.map((step) => [step.title, step]));
  const titles = new Map(built.map(({ id, title }) => [id, title]));
  const found = new Map<string, LayerOutlook>();
  // Without steps there is a mistake in the Dockerfile, and nothing is known.
  for (const { id, lines } of steps.length === 0 ? [] : links) {
    const title = titles.get(id);
    if (title === undefined) continue;
    const step = lines === undefined ? byTitle.get(title) : byLine.get(lines.start);
    if (step === undefined && lines !== undefined) continue;
    if (step === undefined || step.title !== title) {
      found.set(id, { outlook: "edited", reason: "The instruction has changed since this was built." });
    } else if (step.outlook === "runs" || step.outlook === "may-run" || step.outlook === "fails") {
      found.set(id, { outlook: step.outlook, reason: planWords(step, byId.get(step.after ?? "")).reason });
    }
  }
  return found;
}
