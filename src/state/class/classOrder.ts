import type { Learner } from "#contract/room.ts";

/** The smaller, the sooner somebody needs help. */
function rankOf(learner: Learner): number {
  if (learner.hand !== undefined) return 0;
  if (learner.state === "away") return 4;
  if (learner.stuckSince !== undefined) return 1;
  return learner.state === "done" ? 3 : 2;
}

/** When the reason for the rank began. */
function sinceOf(learner: Learner): number {
  return learner.hand ?? learner.stuckSince ?? 0;
}

/** Who needs help comes first: raised hands, then who has been stuck for longest; the others by name. */
export function byNeed(a: Learner, b: Learner): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  const since = rankOf(a) <= 1 ? sinceOf(a) - sinceOf(b) : 0;
  return since || a.name.localeCompare(b.name) || a.id.localeCompare(b.id);
}

/**
 * The order in which learners are shown. While somebody points at them or has the focus among them (`held`), nobody moves:
 * who came is last, who left is gone.
 */
export function settleOrder(
  before: readonly string[],
  learners: ReadonlyMap<string, Learner>,
  held: boolean,
): string[] {
  const wanted = [...learners.values()].sort(byNeed).map(({ id }) => id);
  if (!held) return wanted;
  const known = new Set(before);
  return [...before.filter((id) => learners.has(id)), ...wanted.filter((id) => !known.has(id))];
}
