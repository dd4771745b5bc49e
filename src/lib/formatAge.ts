const STEPS: readonly [limit: number, seconds: number, word: string][] = [
  [60, 1, "second"],
  [3600, 60, "minute"],
  [86_400, 3600, "hour"],
  [14 * 86_400, 86_400, "day"],
  [60 * 86_400, 7 * 86_400, "week"],
  [730 * 86_400, 30 * 86_400, "month"],
  [Number.POSITIVE_INFINITY, 365 * 86_400, "year"],
];

/** How long ago a time was, as in `docker history`: "3 minutes ago". `now` in milliseconds since the epoch. */
export function formatAge(time: string, now: number): string {
  const then = Date.parse(time);
  if (Number.isNaN(then)) return "";
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  if (seconds < 5) return "just now";
  const [, unit, word] = STEPS.find(([limit]) => seconds < limit) ?? [0, 1, "second"];
  const count = Math.floor(seconds / unit);
  return `${count} ${word}${count === 1 ? "" : "s"} ago`;
}
