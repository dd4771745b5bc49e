/** The server's clock minus this browser's, in milliseconds. */
let skew = 0;

/** A `Date` header has whole seconds, and an answer takes a while: less than this is no difference between clocks. */
const UNSURE_MS = 2_000;

/** Every answer says what time it is at the server. */
export function noteServerTime(date: string | null, now: number): void {
  const difference = Date.parse(date ?? "") - now;
  if (!Number.isNaN(difference)) skew = Math.abs(difference) < UNSURE_MS ? 0 : difference;
}

/** Milliseconds since the epoch, by the server's clock, which the times of builds are told in. */
export function serverNow(): number {
  return Date.now() + skew;
}
