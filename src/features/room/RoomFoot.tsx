import { useMyRoom } from "../../state/room/myRoom.ts";
import { HandButton } from "./HandButton.tsx";
import { RoomEnded } from "./RoomEnded.tsx";
import styles from "./RoomFoot.module.css";
import { EndedLine, RoomLine } from "./RoomLine.tsx";
import { RoomMenu } from "./RoomMenu.tsx";
import { TimerMark } from "./TimerMark.tsx";

/** The room, in the foot of a learner's page: the hand, the timer, and one line of what the teacher sends. */
export function RoomFoot({ phone }: { phone: boolean }) {
  const state = useMyRoom((store) => store.state);
  if (state.phase === "none") return null;
  if (state.phase === "ended") {
    return (
      <div className={styles.room}>
        <EndedLine kept={state.kept} removed={state.removed} />
        <RoomEnded kept={state.kept} removed={state.removed} />
      </div>
    );
  }
  const { mine } = state;
  return (
    <div className={styles.room}>
      <RoomMenu mine={mine} phone={phone} />
      <HandButton place={mine.hand} phone={phone} />
      {mine.timer && <TimerMark timer={mine.timer} />}
      <RoomLine mine={mine} phone={phone} />
    </div>
  );
}
