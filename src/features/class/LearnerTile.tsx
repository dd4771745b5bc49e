import type { LearnerRow } from "../../state/class/classRows.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./LearnerGrid.module.css";
import { stepWords, stuckTime } from "./learnerWords.ts";
import { messages } from "./messages.ts";
import { StateMark } from "./StateMark.tsx";

interface LearnerTileProps {
  row: LearnerRow;
  steps: number | undefined;
  now: number;
  tabStop: boolean;
  onFocus: () => void;
  onOpen: () => void;
}

/** One learner: name and hand, state and step, the last problem, how long stuck. Every line has its place, used or not. */
export function LearnerTile({ row: { learner, hand }, steps, now, tabStop, onFocus, onOpen }: LearnerTileProps) {
  const stuck = stuckTime(learner, now);
  return (
    <button
      type="button"
      className={styles.tile}
      data-hand={hand !== undefined || undefined}
      data-away={learner.state === "away" || undefined}
      tabIndex={tabStop ? 0 : -1}
      aria-haspopup="dialog"
      onFocus={onFocus}
      onClick={onOpen}
    >
      <span className={styles.head}>
        <span className={styles.name}>{learner.name}</span>
        {hand !== undefined && (
          <span className={styles.hand}>
            <Icon name="hand" size={14} />
            <span aria-hidden="true">{hand}</span>
            <span className="visually-hidden">{messages.handAt(hand)}</span>
          </span>
        )}
      </span>
      <span className={styles.line}>
        <StateMark state={learner.state} />
        <span className={styles.step}>{stepWords(learner, steps)}</span>
      </span>
      <span className={styles.problem}>{learner.problem?.title}</span>
      <span className={styles.stuck}>{stuck && messages.stuckFor(stuck)}</span>
    </button>
  );
}
