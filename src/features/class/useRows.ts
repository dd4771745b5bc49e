import { useMemo } from "react";
import type { Learner } from "#contract/room.ts";
import { useClass } from "../../state/class/class.ts";
import { type ClassGoal, classGoals } from "../../state/class/classMap.ts";
import { classRows, type LearnerRow } from "../../state/class/classRows.ts";

const NOBODY: ReadonlyMap<string, Learner> = new Map();

/** Everybody of the class. */
export function useLearners(): ReadonlyMap<string, Learner> {
  return useClass(({ state }) => ("room" in state ? state.learners : NOBODY));
}

/** Whom the filter shows, in the order of the page. */
export function useRows(): readonly LearnerRow[] {
  const learners = useLearners();
  const order = useClass((store) => store.order);
  const filter = useClass((store) => store.filter);
  return useMemo(() => classRows(learners, order, filter), [learners, order, filter]);
}

/** A goal, and how it is called where there is no room for its title: `2.1`. */
export interface NumberedGoal extends ClassGoal {
  readonly position: number;
}

export function useGoals(): readonly NumberedGoal[] {
  const learners = useLearners();
  const lesson = useClass((store) => store.lesson);
  return useMemo(() => {
    const goals = classGoals(lesson, [...learners.values()]);
    return goals.map((goal, index) => ({
      ...goal,
      position: goals.slice(0, index + 1).filter(({ step }) => step === goal.step).length,
    }));
  }, [learners, lesson]);
}
