/** The time of day on the reader's clock, with the date if that is another day: "21:48", "Nov 25, 21:48". Milliseconds since the epoch. */
export function formatClock(time: number, now: number): string {
  const then = new Date(time);
  const isToday = then.toDateString() === new Date(now).toDateString();
  const clock = `${twoDigits(then.getHours())}:${twoDigits(then.getMinutes())}`;
  return isToday ? clock : `${then.toLocaleDateString("en-US", { month: "short", day: "numeric" })}, ${clock}`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, "0");
}
