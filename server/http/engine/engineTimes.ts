import { EngineError } from "./engineError.ts";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `since` and `until`: seconds since the epoch with a fraction, RFC 3339, or a duration before now. In milliseconds. */
export function parseTime(text: string | null, now = Date.now()): number | undefined {
  if (text === null || text === "" || text === "0") return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.floor(Number(text) * 1000);
  const ago = parseDuration(text);
  if (ago !== undefined) return now - ago;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new EngineError(400, `failed to parse value ${JSON.stringify(text)} as a time`);
  return at;
}

/** Go's durations, such as `1h30m`. */
function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  return parts.reduce((sum, [, amount, unit = ""]) => sum + Number(amount) * (UNITS[unit] ?? 0), 0);
}
