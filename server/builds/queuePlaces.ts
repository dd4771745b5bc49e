import type { BuildEvent } from "#contract/buildEvent.ts";
import type { OpenBuild } from "./openBuild.ts";
import type { Ticket } from "./pool/placement.ts";
import type { StartGuess } from "./startGuess.ts";

interface Placed {
  readonly open: OpenBuild;
  readonly ticket: Pick<Ticket, "placement">;
}

/** Places up to here are told exactly. */
const NEAR = 10;

/**
 * Whether the news of a place is worth an event. Every start moves all that wait, so that a long queue would write its own
 * length of events at each: far away, a place is told again after it has moved by a tenth.
 */
function isWorthTelling(told: number | undefined, ahead: number): boolean {
  if (told === undefined || ahead < NEAR) return told !== ahead;
  return Math.abs(told - ahead) >= ahead / NEAR;
}

/** How long those that run have been running, in milliseconds. */
export function agesOf(
  jobs: Iterable<{ readonly open: OpenBuild; readonly running?: unknown }>,
  now: number,
): number[] {
  return [...jobs].flatMap(({ running, open }) =>
    running === undefined || open.hasEnded ? [] : [now - (open.startedAt ?? now)],
  );
}

/** The news of places in the queue: each with its build. `ages` is how long those that run have been running, milliseconds. */
export function placeNews<Job extends Placed>(
  order: readonly Job[],
  ages: readonly number[],
  guess: StartGuess,
): [Job, BuildEvent][] {
  // One that was lost at a builder has begun, and begins again soon; of one that is new, it may be known in a moment.
  const news = [...order.entries()].filter(
    ([ahead, { open, ticket }]) =>
      open.startedAt === undefined && ticket.placement !== undefined && isWorthTelling(open.ahead, ahead),
  );
  if (news.length === 0) return [];
  const starts = guess.startsIn(order.length, ages);
  return news.map(([ahead, job]) => {
    const startsIn = starts?.[ahead];
    return [job, { type: "queued", ahead, ...(startsIn !== undefined && { startsIn }) }];
  });
}
