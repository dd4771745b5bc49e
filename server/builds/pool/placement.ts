import type { Assignment, Lack } from "#contract/builderChoice.ts";
import type { Member } from "./member.ts";

/** Which builders a request allows. */
export interface Wish {
  /** Those that may be tried, by preference. */
  readonly members: readonly Member[];
  /** Those that are there for its owner. */
  readonly all: readonly Member[];
  /** Whether the request says it, or the operator. */
  readonly code: "asked" | "standard";
  /** Whether the first one takes all that it can do, however busy it is. */
  readonly prefersFirst: boolean;
}

/** The builders that can do a build: its home, which has the workspace's cache, first. */
export interface Placement {
  readonly order: readonly Member[];
  readonly code: "asked" | "standard" | "lack";
  readonly lack?: Lack;
  /** The one that would have got it, but lacks something. */
  readonly instead?: string;
}

/** A build's claim to a builder, while it is queued. */
export interface Ticket {
  readonly wish: Wish;
  /** Of the workspace: builds with the same one share caches. */
  readonly key: string;
  readonly queuedAt: number;
  /** Undefined until it is known who can do it. */
  placement?: Placement;
  /** Where it was lost. */
  lost?: Member;
}

export interface Choice {
  readonly member: Member;
  readonly assignment: Assignment;
}

/**
 * The builder that takes a build now; undefined if it waits. For `patience` milliseconds it waits for its home to have
 * room; then the next one with room takes it, always in the same order, so that the second one's cache gets warm too.
 */
export function choose(
  { placement, queuedAt, lost }: Ticket,
  { now, patience, isWarm }: { now: number; patience: number; isWarm: (member: Member) => boolean },
): Choice | undefined {
  if (placement === undefined) return undefined;
  const home = homeOf(placement.order, lost);
  if (home === undefined) return undefined;
  const isPatient = lost === undefined && now - queuedAt < patience;
  const member = home.hasRoom || isPatient ? home : placement.order.find((each) => each.hasRoom && each !== lost);
  if (member?.hasRoom !== true) return undefined;
  const of = (assignment: Omit<Assignment, "builder">) => ({
    member,
    assignment: { builder: member.id, ...assignment },
  });
  if (lost !== undefined) return of({ code: "retried", instead: lost.id });
  const { code, lack, instead } = placement;
  if (code === "lack") return of({ code, ...(lack && { lack }), ...(instead !== undefined && { instead }) });
  if (member !== home) return of({ code: "spilled", instead: home.id });
  const away = placement.order[0];
  const absent = away !== undefined && away !== home && { instead: away.id };
  return of({ code: placement.order.length > 1 && isWarm(member) ? "warm" : code, ...absent });
}

/** The first that is there; where a build was lost is better than nowhere. Of all that wait, this is asked at each start. */
export function homeOf(order: readonly Member[], lost?: Member): Member | undefined {
  return order.find((member) => !member.isAway && member !== lost) ?? order.find(({ isAway }) => !isAway);
}
