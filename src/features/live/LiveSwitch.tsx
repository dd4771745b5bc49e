import { clsx } from "clsx";
import { toggleLive } from "../../state/live/live.ts";
import { useLive } from "../../state/live/liveStatus.ts";
import { Tooltip } from "../../ui/Tooltip.tsx";
import styles from "./LiveSwitch.module.css";
import { messages } from "./messages.ts";

/** Turns Live on and off. */
export function LiveSwitch() {
  const { phase } = useLive((state) => state.status);
  const on = phase !== "off";
  return (
    <Tooltip text={messages.about}>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        aria-keyshortcuts="Control+Alt+Enter Meta+Alt+Enter"
        className={styles.switch}
        onClick={toggleLive}
      >
        <span aria-hidden="true" className={clsx(styles.track, on && styles.on)} />
        {messages.name}
      </button>
    </Tooltip>
  );
}
