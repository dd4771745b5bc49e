import type { Learner } from "#contract/room.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./LearnerDialog.module.css";
import { messages } from "./messages.ts";
import { useGoals } from "./useRows.ts";

const MARKS = { passed: "check", failed: "close", waiting: "more" } as const;

/** The goals of the step that the learner is at. */
export function LearnerGoals({ learner }: { learner: Learner }) {
  const goals = useGoals().filter(({ step }) => step - 1 === learner.step);
  if (goals.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>{messages.goalsTitle}</h3>
      <ul>
        {goals.map(({ key, title }) => {
          const state = learner.goals[key] ?? "waiting";
          return (
            <li key={key} className={styles.goal} data-goal={state}>
              <Icon name={MARKS[state]} size={14} />
              <span>
                {title} <span className="visually-hidden">({messages.goalStates[state]})</span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
