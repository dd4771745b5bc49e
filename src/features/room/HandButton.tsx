import { setHand } from "../../state/room/myRoom.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Tooltip } from "../../ui/Tooltip.tsx";
import { messages } from "./messages.ts";
import styles from "./RoomFoot.module.css";

/** Raises and lowers the learner's hand; `place` is its place in the queue, if it is raised. */
export function HandButton({ place, phone }: { place: number | undefined; phone: boolean }) {
  const raised = place !== undefined;
  const words = raised ? messages.raised(messages.place(place)) : messages.raise;
  return (
    <Tooltip text={raised ? messages.lower : messages.raise} side="top">
      <button
        type="button"
        className={styles.hand}
        aria-pressed={raised}
        aria-label={messages.raise}
        aria-description={raised ? words : undefined}
        onClick={() => void setHand(!raised)}
      >
        <Icon name="hand" size={14} />
        {phone ? raised && messages.place(place) : words}
      </button>
    </Tooltip>
  );
}
