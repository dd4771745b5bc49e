import type { FinishedEvent } from "#contract/buildEvent.ts";
import type { Forecast, ForecastStep, StepOutlook } from "#contract/plan.ts";
import type { RunningEvent } from "../builder.ts";

/** The last state of a step if its outlook was right; FROMs, which are never cached, are separate. */
const RIGHT: Readonly<Record<StepOutlook, RegExp>> = {
  cached: /^cached$/,
  runs: /^(running|done|failed|canceled)$/,
  "may-run": /^(cached|running|done|failed|canceled)$/,
  fails: /^(failed|canceled)?$/,
  config: /^done$/,
  unknown: /./,
};

/** Where a plan and the build after it differed. A build that failed did not reach every step. */
export function disagreements(
  forecast: Forecast,
  events: readonly RunningEvent[],
  finished: FinishedEvent,
): readonly string[] {
  const states = new Map<string, string>();
  for (const event of events) if (event.type === "step") states.set(event.step, event.state);
  const wrong = forecast.steps.flatMap((step) => wrongStep(step, states.get(step.id)));
  return [...wrong, ...wrongSteps(forecast, events), ...wrongProblem(forecast, finished)];
}

function wrongStep({ id, title, instruction, outlook, reason }: ForecastStep, did: string | undefined): string[] {
  if (did === undefined || outlook === "unknown") return [];
  // The failure of another step cancels what is looked up beside it.
  const right = instruction === "FROM" ? did === "done" || did === "canceled" : RIGHT[outlook].test(did);
  return right ? [] : [`${id} ${title}: planned as ${outlook} (${reason ?? "no reason"}), was ${did}`];
}

function wrongSteps(forecast: Forecast, events: readonly RunningEvent[]): string[] {
  const planned = events.findLast((event) => event.type === "planned");
  if (planned?.type !== "planned" || forecast.steps.some(({ outlook }) => outlook === "unknown")) return [];
  const [told, done] = [forecast.steps, planned.steps].map((steps) => steps.map(({ id, title }) => `${id} ${title}`));
  return told?.join("\n") === done?.join("\n") ? [] : [`other steps: ${told?.join(", ")} | ${done?.join(", ")}`];
}

function wrongProblem({ problem }: Forecast, { problem: came }: FinishedEvent): string[] {
  if (problem === undefined) return [];
  const line = (range = problem.range) => range?.start.line;
  if (came?.code === problem.code && line(came.range) === line()) return [];
  return [`planned to fail with ${problem.code}: ${problem.detail}, ended with ${came?.code}: ${came?.detail}`];
}
