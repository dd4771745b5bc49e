import { missSentence } from "./missWords.ts";
import type { Forecast, ForecastStep } from "./plan.ts";

/** Why a step has its outlook, as a sentence; `earlier` is the step in `after`. Undefined if it needs no reason. */
export function outlookSentence(step: ForecastStep, earlier: ForecastStep | undefined): string | undefined {
  const { code } = step;
  switch (code) {
    case undefined:
      return undefined;
    case "builds-on":
      return `Builds on ${titleOf(earlier)}, ${whatOf(step, earlier)}.`;
    case "takes-from":
      return `Copies files from ${titleOf(earlier)}, ${whatOf(step, earlier)}.`;
    case "no-image":
      return `Needs ${step.image === undefined ? "an image" : `the image ${step.image}`}, which has not been pulled.`;
    case "not-used":
      return `Needs ${step.image === undefined ? "an image" : `the image ${step.image}`}, which the builder did not use before.`;
    case "not-fetched":
      return `Depends on what ${step.url ?? "a URL"} returns.`;
    case "unless-fetched":
      return `Cached, unless ${step.url ?? "what it downloads"} has changed.`;
    case "unless-step":
      return `Cached, unless ${titleOf(earlier)} produces different files.`;
    case "mistake":
      return step.problem?.detail;
    case "remembered":
      return step.instruction === "FROM" ? "The builder used this image before." : "Built here before.";
    case "never-built":
      if (step.outlook === "may-run") return "Not built here before: cached only if the builder has it from elsewhere.";
      return missSentence({ code, changed: [] });
    default:
      return missSentence({ ...step, code, changed: step.changed ?? [] });
  }
}

function titleOf(step: ForecastStep | undefined): string {
  return step?.title ?? "another step";
}

/** What is known of the step that another one depends on. */
function whatOf({ outlook }: ForecastStep, earlier: ForecastStep | undefined): string {
  if (outlook === "may-run") return "which runs again";
  if (earlier?.outlook === "fails") return "which fails";
  // Another instruction names the image it needs in addition to its own files.
  if (earlier?.instruction === "FROM" && earlier.code === "no-image") return "whose image has not been pulled";
  if (earlier?.instruction === "FROM" && earlier.code === "not-used")
    return "whose image the builder did not use before";
  return "which is unknown before the build";
}

/** With the sentences for old clients. */
export function withReasons({ steps, ...forecast }: Forecast): Forecast {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const told = steps.map((step) => {
    const reason = outlookSentence(step, byId.get(step.after ?? ""));
    return reason === undefined ? step : { ...step, reason };
  });
  return { ...forecast, steps: told };
}
