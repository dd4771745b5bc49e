import type { Verdict } from "#contract/lesson.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { Goal } from "#lessons/checks/goal.ts";
import type { LessonThreads } from "./lessonThreads.ts";
import type { Seen } from "./seen.ts";

/** Judges goals by what was seen. If that takes too long, each on its own, so that only the slow one is not judged. */
export async function judgeStep(
  goals: readonly Goal[],
  seen: Seen,
  threads: LessonThreads,
): Promise<readonly Verdict[]> {
  try {
    return await threads.ask({ about: "judge", goals, seen });
  } catch (error) {
    if (!isTooLong(error)) throw error;
    if (goals.length === 1) return goals.map(({ id }) => tooSlow(id));
  }
  const verdicts: Verdict[] = [];
  for (const goal of goals) verdicts.push(...(await judgeStep([goal], seen, threads)));
  return verdicts;
}

function isTooLong(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === "request/too-large";
}

function tooSlow(goal: string): Verdict {
  return { goal, state: "failed", saw: "Checking this took too long.", wanted: "A lesson whose checks end in time." };
}
