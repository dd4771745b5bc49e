import type { PlannedStep } from "#contract/build.ts";
import type { ForecastStep } from "#contract/plan.ts";
import type { Link } from "../selection/selectionLinks.ts";
import { messages } from "./messages.ts";
import { planWords } from "./planWords.ts";

/** What the next build will do with a row of the current image. `edited`: its instruction changed. */
export interface LayerOutlook {
  readonly outlook: "runs" | "may-run" | "fails" | "edited";
  /** One or two sentences. */
  readonly reason: string;
}

/**
 * The rows the next build will not reuse, by the ID of their link. `built` are the steps of the build that made the image: a
 * row whose lines changed is found again by its title, and if that is gone it was edited.
 */
export function layerOutlooks(
  steps: readonly ForecastStep[],
  links: readonly Link[],
  built: readonly PlannedStep[],
): ReadonlyMap<string, LayerOutlook> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const byLine = Map.groupBy(steps, ({ range }) => range.start.line);
  const byTitle = new Map(steps.map((step) => [step.title, step]));
  const titles = new Map(built.map(({ id, title }) => [id, title]));
  const found = new Map<string, LayerOutlook>();
  // No steps means the Dockerfile has an error, and nothing is known.
  for (const { id, imageStep = "", lines } of steps.length === 0 ? [] : links) {
    const title = titles.get(imageStep);
    if (title === undefined) continue;
    const there = lines && byLine.get(lines.start);
    if (there === undefined && lines !== undefined) continue;
    // ONBUILD triggers of a base image share the line of its FROM.
    const step = there ? there.find((one) => one.title === title) : byTitle.get(title);
    if (step === undefined) {
      found.set(id, { outlook: "edited", reason: messages.edited });
    } else if (step.outlook === "runs" || step.outlook === "may-run" || step.outlook === "fails") {
      found.set(id, { outlook: step.outlook, reason: planWords(step, byId.get(step.after ?? "")).reason });
    }
  }
  return found;
}
