const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a duration as Go reads it: `1h30m`, `1.5s`, `300ms`. Undefined if it is none. */
export function readDuration(text: string): number | undefined {
  const found = /^([+-]?)((?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+)$/.exec(text);
  if (text === "0") return 0;
  if (found === null) return undefined;
  const parts = [...(found[2] ?? "").matchAll(/(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h)/g)];
  const size = parts.reduce((sum, [, count = "", unit = ""]) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
  return found[1] === "-" ? -size : size;
}

/**
 * A moment as `--since` and `until=` take it, in milliseconds since the epoch: a duration before `now`, seconds since the
 * epoch, or a date. Undefined if it is none of them.
 */
export function readMoment(text: string, now: number): number | undefined {
  const duration = readDuration(text);
  if (duration !== undefined && text !== "0") return now - duration;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text)) return undefined;
  const time = Date.parse(fullTime(text));
  return Number.isNaN(time) ? undefined : time;
}

/** Go takes a date without a time, and a time without minutes or seconds, as UTC here. */
function fullTime(text: string): string {
  const [, date = "", clock = "00:00", zone = "Z"] =
    /^(\d{4}-\d{2}-\d{2})(?:T([\d:.]+)(Z|[+-]\d{2}:\d{2})?)?$/.exec(text) ?? [];
  return `${date}T${clock.includes(":") ? clock : `${clock}:00`}${zone}`;
}
