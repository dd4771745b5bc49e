import type { Lesson } from "#contract/lesson.ts";
import type { Learner } from "#contract/room.ts";

/** One goal of the room's lesson, in the lesson's order. */
export interface ClassGoal {
  /** `step/goal`, as in a learner's goals. */
  readonly key: string;
  /** From 1. */
  readonly step: number;
  readonly title: string;
}

/** The goals of a lesson; those that only learners know of, as after an update of the lesson, come last. */
export function classGoals(lesson: Lesson | undefined, learners: readonly Learner[]): ClassGoal[] {
  const told = (lesson?.steps ?? []).flatMap(({ goals }, index) =>
    goals.map(({ id, title }) => ({ key: `${index}/${id}`, step: index + 1, title })),
  );
  const known = new Set(told.map(({ key }) => key));
  const others = new Set(learners.flatMap(({ goals }) => Object.keys(goals)).filter((key) => !known.has(key)));
  return [...told, ...[...others].sort().map(goalByKey)];
}

function goalByKey(key: string): ClassGoal {
  const [step = "0", ...goal] = key.split("/");
  return { key, step: Number(step) + 1, title: goal.join("/") };
}
