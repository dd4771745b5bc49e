import type { Learner } from "#contract/room.ts";
import type { LearnerRow } from "../../state/class/classRows.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import styles from "./ClassTable.module.css";
import { messages } from "./messages.ts";
import { type NumberedGoal, useGoals } from "./useRows.ts";

interface ClassMapProps {
  rows: readonly LearnerRow[];
  onOpen: (member: string) => void;
}

/** Who reached which goal: a row for each learner, a column for each goal. */
export function ClassMap({ rows, onOpen }: ClassMapProps) {
  const goals = useGoals();
  if (goals.length === 0) return <EmptyState title={messages.noLesson} />;
  return (
    <table className={styles.table} data-kind="map" aria-label={messages.mapTitle}>
      <thead>
        <tr>
          <th scope="col">{messages.name}</th>
          {goals.map((goal) => (
            <th key={goal.key} scope="col" title={goal.title} data-first={goal.position === 1 || undefined}>
              {messages.goalNumber(goal.step, goal.position)}
              <span className="visually-hidden"> {goal.title}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ learner }) => (
          <tr key={learner.id}>
            <th scope="row" className={styles.name}>
              <button type="button" className={styles.open} aria-haspopup="dialog" onClick={() => onOpen(learner.id)}>
                {learner.name}
              </button>
            </th>
            {goals.map((goal) => (
              <GoalCell key={goal.key} goal={goal} learner={learner} />
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{messages.reachedRow}</th>
          {goals.map(({ key, position }) => (
            <td key={key} data-first={position === 1 || undefined}>
              {messages.reached(rows.filter(({ learner }) => learner.goals[key] === "passed").length, rows.length)}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

const MARKS: Record<Learner["goals"][string], IconName> = { passed: "check", failed: "close", waiting: "more" };

function GoalCell({ goal, learner }: { goal: NumberedGoal; learner: Learner }) {
  const state = learner.goals[goal.key];
  return (
    <td data-goal={state} data-first={goal.position === 1 || undefined}>
      {state && <Icon name={MARKS[state]} size={14} />}
      <span className="visually-hidden">{state ? messages.goalStates[state] : messages.notJudged}</span>
    </td>
  );
}
