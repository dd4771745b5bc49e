import type { Learner } from "#contract/room.ts";

/** A learner who joined a while ago and types, with whatever else a test needs. */
export function learner(name: string, more: Partial<Learner> = {}): Learner {
  return { id: `${name}-id`, name, state: "editing", since: 0, joinedAt: 0, goals: {}, ...more };
}

export function byId(learners: readonly Learner[]): Map<string, Learner> {
  return new Map(learners.map((one) => [one.id, one]));
}

/** As many learners as a full room has, each at another point of a lesson. */
export function manyLearners(count: number): Learner[] {
  const states = ["editing", "building", "failed", "idle", "done", "away"] as const;
  return Array.from({ length: count }, (_, index) => {
    const failed = index % 6 === 2;
    return learner(`learner ${String(index).padStart(3, "0")}`, {
      state: states[index % 6] ?? "idle",
      step: index % 3,
      goals: { [`${index % 3}/base`]: index % 2 === 0 ? "passed" : "failed" },
      ...(failed && { problem: { code: "build/source-missing", title: "File to copy not found", detail: "app.py" } }),
      ...(index % 7 === 0 && { stuckSince: 1000 + index }),
      ...(index % 20 === 0 && { hand: 5000 - index }),
    });
  });
}
