import { useMyRoom } from "../../state/room/myRoom.ts";
import { HandButton } from "./HandButton.tsx";
import styles from "./RoomFoot.module.css";
import { RoomLine } from "./RoomLine.tsx";
import { RoomMenu } from "./RoomMenu.tsx";
import { TimerMark } from "./TimerMark.tsx";

/** The room, in the foot of a learner's page: the hand, the timer, and one line of what the teacher sends. */
export function RoomFoot({ phone }: { phone: boolean }) {
  const state = useMyRoom((store) => store.state);
  if (state.phase === "none") return null;
  const { mine } = state;
  return (
    <div className={styles.room}>
      <RoomMenu mine={mine} phone={phone} />
      {state.phase === "in" && <HandButton place={mine.hand} phone={phone} />}
      {state.phase === "in" && mine.timer && <TimerMark timer={mine.timer} />}
      <RoomLine state={state} phone={phone} />
    </div>
  );
}
