import { PlanError } from "../steps/planError.ts";

/** The end of the year 9999: what a time can be written as. */
const LAST_SECOND = 253_402_300_799;

/**
 * The build argument SOURCE_DATE_EPOCH, seconds: the time of history rows and of the folder that WORKDIR makes. What
 * RUN and COPY make and bring keeps its own. Throws a PlanError, as BuildKit's frontend, where it is no number.
 */
export function sourceDateEpoch(buildArgs: Readonly<Record<string, string>>): number | undefined {
  const text = Object.hasOwn(buildArgs, "SOURCE_DATE_EPOCH") ? buildArgs.SOURCE_DATE_EPOCH : undefined;
  if (text === undefined || text === "") return undefined;
  const seconds = Number(text);
  if (/^[+-]?\d+$/.test(text) && seconds >= 0 && seconds <= LAST_SECOND) return seconds;
  throw new PlanError("request/invalid", `invalid SOURCE_DATE_EPOCH: ${text}`, undefined, {
    next: "Give the build argument a time in seconds since 1970, such as 1700000000.",
  });
}
