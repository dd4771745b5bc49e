import type { PlannedStep } from "#contract/build.ts";
import type { StepInputs } from "../cache/stepKey.ts";
import type { AskRemote } from "../inputs/copyInputs.ts";
import { NeverFetched } from "./rootOutlook.ts";
import type { StepForecast } from "./stepForecast.ts";

/** What a forecast assumed, and the build may find different. */
export interface Assumptions {
  /** URLs whose last known content was assumed. */
  readonly urls: string[];
  /** An earlier step whose files depend on such an assumption. */
  unless: PlannedStep | undefined;
}

/** Assumes that remote content is unchanged since the last build of this step; records that. Throws NeverFetched. */
export function askLast(last: StepInputs | undefined, { urls }: Assumptions): AskRemote {
  return async (name) => {
    const url = name.slice(name.indexOf(" ") + 1);
    const value = last?.get(name);
    if (value === undefined) throw new NeverFetched(url);
    urls.push(url);
    return value;
  };
}

/** Downgrades an outlook that is certain only if remote content has not changed. */
export function hedge(forecast: StepForecast, { urls, unless }: Assumptions): StepForecast {
  if (urls.length === 0 && unless === undefined) return forecast;
  if (forecast.outlook === "runs") {
    return { ...forecast, outlook: "may-run", ...(unless && { after: unless.id }) };
  }
  if (forecast.outlook !== "cached") return forecast;
  const { layer } = forecast;
  const [url] = urls;
  if (url !== undefined) return { outlook: "unknown", code: "unless-fetched", url, layer };
  return { outlook: "unknown", code: "unless-step", layer, ...(unless && { after: unless.id }) };
}
