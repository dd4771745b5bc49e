/** The day of a time on the reader's clock, with the year if that is another: "Nov 26", "Dec 31, 2025". Milliseconds since the epoch. */
export function formatDay(time: number, now: number): string {
  const then = new Date(time);
  const isThisYear = then.getFullYear() === new Date(now).getFullYear();
  return then.toLocaleDateString("en-US", { month: "short", day: "numeric", ...(!isThisYear && { year: "numeric" }) });
}
