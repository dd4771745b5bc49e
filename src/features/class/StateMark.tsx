import type { LearnerState } from "#contract/room.ts";
import { Icon } from "../../ui/Icon.tsx";
import { STATE_ICONS } from "./learnerWords.ts";
import { messages } from "./messages.ts";
import styles from "./StateMark.module.css";

export function StateMark({ state }: { state: LearnerState }) {
  return (
    <span className={styles.state} data-state={state}>
      <Icon name={STATE_ICONS[state]} size={14} />
      {messages.states[state]}
    </span>
  );
}
