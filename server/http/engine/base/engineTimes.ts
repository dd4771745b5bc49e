import { readMoment } from "#contract/docker/moment.ts";
import { EngineError } from "./engineError.ts";

/** `since` and `until` of a request, in milliseconds since the epoch; 0 stands for none. Throws an EngineError. */
export function parseTime(text: string | null, now = Date.now()): number | undefined {
  if (text === null || text === "" || text === "0") return undefined;
  const moment = readMoment(text, now);
  if (moment === undefined) throw new EngineError(400, `failed to parse value ${JSON.stringify(text)} as a time`);
  return Math.floor(moment);
}
