import type { LessonGoal, Verdict } from "#contract/lesson.ts";

export interface GoalRow {
  readonly goal: LessonGoal;
  readonly verdict: Verdict;
}

/** The goals of a step in its order, each with what was found. */
export function goalRows(goals: readonly LessonGoal[], verdicts: readonly Verdict[]): readonly GoalRow[] {
  return goals.map((goal) => ({
    goal,
    verdict: verdicts.find((one) => one.goal === goal.id) ?? { goal: goal.id, state: "waiting" },
  }));
}

export function passed(rows: readonly GoalRow[]): number {
  return rows.filter(({ verdict }) => verdict.state === "passed").length;
}

export function allPassed(rows: readonly GoalRow[]): boolean {
  return passed(rows) === rows.length;
}

/** The goals that hold now and did not before. */
export function newlyPassed(before: readonly GoalRow[], now: readonly GoalRow[]): readonly LessonGoal[] {
  const held = new Set(before.flatMap(({ goal, verdict }) => (verdict.state === "passed" ? [goal.id] : [])));
  return now.flatMap(({ goal, verdict }) => (verdict.state === "passed" && !held.has(goal.id) ? [goal] : []));
}
