/** The time of day, with the date if it is another day than today: "21:51", "Nov 3, 21:51". Milliseconds since the epoch. */
export function clockTime(time: number, now: number): string {
  const [then, today] = [new Date(time), new Date(now)];
  const clock = then.toLocaleTimeString("en-US", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (then.toDateString() === today.toDateString()) return clock;
  return `${then.toLocaleDateString("en-US", { month: "short", day: "numeric" })}, ${clock}`;
}
