import { visibleText } from "../../lib/visibleText.ts";
import type { LearnerRow } from "../../state/class/classRows.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./ClassTable.module.css";
import { stepWords, stuckTime } from "./learnerWords.ts";
import { messages } from "./messages.ts";
import { StateMark } from "./StateMark.tsx";

interface LearnerTableProps {
  rows: readonly LearnerRow[];
  steps: number | undefined;
  now: number;
  onOpen: (member: string) => void;
}

/** The class as a table. */
export function LearnerTable({ rows, steps, now, onOpen }: LearnerTableProps) {
  return (
    <table className={styles.table} aria-label={messages.learners}>
      <thead>
        <tr>
          <th scope="col">{messages.name}</th>
          <th scope="col">{messages.hand}</th>
          <th scope="col">{messages.state}</th>
          <th scope="col">{messages.step}</th>
          <th scope="col">{messages.problem}</th>
          <th scope="col">{messages.stuck}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ learner, hand }) => (
          <tr key={learner.id}>
            <th scope="row" className={styles.name}>
              <button type="button" className={styles.open} aria-haspopup="dialog" onClick={() => onOpen(learner.id)}>
                {learner.name}
              </button>
            </th>
            <td className={styles.hand}>
              {hand !== undefined && (
                <span className={styles.raised} title={messages.handAt(hand)}>
                  <Icon name="hand" size={14} /> {hand}
                </span>
              )}
            </td>
            <td>
              <StateMark state={learner.state} />
            </td>
            <td>{stepWords(learner, steps)}</td>
            <td className={styles.problem}>{learner.problem && <ProblemCell problem={learner.problem} />}</td>
            <td className={styles.stuck}>{stuckTime(learner, now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ProblemCell({
  problem: { code, title, detail },
}: {
  problem: { code: string; title: string; detail: string };
}) {
  return (
    <span title={visibleText(`${detail} (${code})`)}>
      {title} <span className={styles.code}>{code}</span>
    </span>
  );
}
