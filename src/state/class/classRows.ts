import type { Learner } from "#contract/room.ts";
import { type ClassFilter, isShown } from "./classFilter.ts";

/** A learner as every view of the class shows them. */
export interface LearnerRow {
  readonly learner: Learner;
  /** The place in the queue of raised hands, from 1. */
  readonly hand?: number;
}

/** The learners that a filter shows, in their order. */
export function classRows(
  learners: ReadonlyMap<string, Learner>,
  order: readonly string[],
  filter: ClassFilter,
): LearnerRow[] {
  const queue = [...learners.values()]
    .filter(({ hand }) => hand !== undefined)
    .sort((a, b) => (a.hand ?? 0) - (b.hand ?? 0))
    .map(({ id }) => id);
  return order.flatMap((id) => {
    const learner = learners.get(id);
    if (!learner || !isShown(learner, filter)) return [];
    const place = queue.indexOf(id) + 1;
    return [place === 0 ? { learner } : { learner, hand: place }];
  });
}

export interface ClassCounts {
  readonly learners: number;
  readonly hands: number;
  readonly stuck: number;
  readonly done: number;
  readonly away: number;
}

export function countClass(learners: readonly Learner[]): ClassCounts {
  const count = (is: (learner: Learner) => boolean) => learners.filter(is).length;
  return {
    learners: learners.length,
    hands: count(({ hand }) => hand !== undefined),
    stuck: count(({ stuckSince, state }) => stuckSince !== undefined && state !== "away"),
    done: count(({ state }) => state === "done"),
    away: count(({ state }) => state === "away"),
  };
}
