import type { RoomTimer } from "#contract/room.ts";
import { formatCountdown } from "../../lib/formatCountdown.ts";
import { timeAtServer } from "../../state/page/serverTime.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useNow } from "../../ui/useNow.ts";
import { messages } from "./messages.ts";
import styles from "./RoomFoot.module.css";

/** The time that is left. Only its end is announced. */
export function TimerMark({ timer: { endsAt, title } }: { timer: RoomTimer }) {
  const left = endsAt - useNow(timeAtServer, 1000);
  return (
    <div className={styles.timer} role="timer" aria-label={title ?? messages.timer} data-over={left <= 0 || undefined}>
      <Icon name="clock" size={14} />
      <span className={styles.digits}>{left <= 0 ? messages.timeUp : formatCountdown(left)}</span>
      {title !== undefined && <span className={styles.timerTitle}>{title}</span>}
      <span className="visually-hidden" aria-live="polite">
        {left <= 0 && messages.timeUp}
      </span>
    </div>
  );
}
