import type { Learner } from "#contract/room.ts";

/** Which learners are shown: all, those who have not reached a goal, or those with a problem. */
export type ClassFilter =
  | { readonly by: "all" }
  | { readonly by: "hand" }
  /** `step/goal`. */
  | { readonly by: "goal"; readonly goal: string }
  | { readonly by: "problem"; readonly code: string };

export const ALL: ClassFilter = { by: "all" };

export function isShown(learner: Learner, filter: ClassFilter): boolean {
  switch (filter.by) {
    case "all":
      return true;
    case "hand":
      return learner.hand !== undefined;
    case "goal":
      return isBehind(learner, filter.goal);
    case "problem":
      return learner.problem?.code === filter.code;
  }
}

/** Whether somebody is at the step of a goal (`step/goal`) and has not reached it. */
function isBehind({ step, goals }: Learner, goal: string): boolean {
  return step === Number(goal.split("/")[0]) && goals[goal] !== "passed";
}

export interface ProblemCount {
  readonly code: string;
  readonly title: string;
  readonly learners: number;
}

/** How many have each problem, the most frequent first. */
export function countProblems(learners: readonly Learner[]): ProblemCount[] {
  const counts = new Map<string, ProblemCount>();
  for (const { problem } of learners) {
    if (!problem) continue;
    const before = counts.get(problem.code)?.learners ?? 0;
    counts.set(problem.code, { code: problem.code, title: problem.title, learners: before + 1 });
  }
  return [...counts.values()].sort((a, b) => b.learners - a.learners || a.code.localeCompare(b.code));
}

export interface GoalCount {
  readonly goal: string;
  /** They are at its step and have not reached it. */
  readonly behind: number;
  readonly passed: number;
}

export function countGoals(learners: readonly Learner[], goals: readonly string[]): GoalCount[] {
  return goals.map((goal) => ({
    goal,
    behind: learners.filter((learner) => isBehind(learner, goal)).length,
    passed: learners.filter((learner) => learner.goals[goal] === "passed").length,
  }));
}
