import type { Learner, LearnerState } from "#contract/room.ts";
import type { IconName } from "../../ui/Icon.tsx";
import { messages } from "./messages.ts";

/** A state is told by its icon and its word; its color only supports them. */
export const STATE_ICONS: Record<LearnerState, IconName> = {
  editing: "pencil",
  queued: "clock",
  building: "play",
  failed: "error",
  done: "check",
  idle: "pause",
  away: "moon",
};

/** The step somebody is at; "" in a room without a lesson. */
export function stepWords({ step }: Learner, steps: number | undefined): string {
  if (step === undefined) return "";
  if (step < 0) return messages.intro;
  if (steps === undefined) return messages.stepOnly(step + 1);
  return step >= steps ? messages.finished : messages.stepOf(step + 1, steps);
}

/** How long somebody has been stuck, in whole minutes; "" if they are not. */
export function stuckTime({ stuckSince }: Learner, now: number): string {
  if (stuckSince === undefined) return "";
  const minutes = Math.floor((now - stuckSince) / 60_000);
  return minutes < 1 ? messages.underMinute : messages.minutes(minutes);
}
