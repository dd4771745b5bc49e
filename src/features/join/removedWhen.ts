import { formatClock } from "../../lib/formatClock.ts";
import { messages } from "./messages.ts";

const DAY_MS = 86_400_000;

/** When everything of a room is removed, to go on after "is removed". Times are milliseconds since the epoch. */
export function removedWhen({ endsAt, keepDays }: { endsAt: number; keepDays: number }, now: number): string {
  if (keepDays === 0) return messages.atEnd(formatClock(endsAt, now));
  const day = new Date(endsAt + keepDays * DAY_MS);
  return messages.later(day.toLocaleDateString("en-US", { month: "long", day: "numeric", year: "numeric" }));
}
