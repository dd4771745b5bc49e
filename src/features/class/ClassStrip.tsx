import { formatCountdown } from "../../lib/formatCountdown.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { useClass } from "../../state/class/class.ts";
import { clearWall, dismissDone, stopLooking, stopTimer, useClassDone } from "../../state/class/classActions.ts";
import { countClass } from "../../state/class/classRows.ts";
import type { OpenClass } from "../../state/class/classState.ts";
import { timeAtServer } from "../../state/page/serverTime.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useNow } from "../../ui/useNow.ts";
import styles from "./ClassStrip.module.css";
import { messages } from "./messages.ts";

/** How the class is doing, what is going on, and what was done last. */
export function ClassStrip({ state: { phase, learners, look, timer, message } }: { state: OpenClass }) {
  const connected = useClass((store) => store.connected);
  const { hands, stuck, done, away } = countClass([...learners.values()]);
  const { counts } = messages;
  return (
    <section className={styles.strip} aria-label={messages.now}>
      <p className={styles.counts}>
        <strong>{counts.learners(learners.size)}</strong>
        <span>{counts.hands(hands)}</span>
        <span>{counts.stuck(stuck)}</span>
        <span>{counts.done(done)}</span>
        <span>{counts.away(away)}</span>
      </p>
      <div className={styles.events}>
        <Done />
        {phase === "ended" && <p className={styles.going}>{messages.ended}</p>}
        {!connected && phase === "open" && (
          <p role="status" className={styles.going}>
            {messages.offline}
          </p>
        )}
        {look && phase === "open" && (
          <p className={styles.going}>
            <Icon name="eye" size={14} />
            <span className={styles.words}>
              {messages.looking(messages.place(look.path ?? "Dockerfile", look.line))}
            </span>
            <button
              type="button"
              className={styles.stop}
              aria-label={messages.stopLook}
              onClick={() => void stopLooking()}
            >
              {messages.stop}
            </button>
          </p>
        )}
        {message !== undefined && phase === "open" && (
          <p className={styles.going}>
            <Icon name="screen" size={14} />
            <span className={styles.words} title={message}>
              {messages.onWall(visibleText(message))}
            </span>
            <button
              type="button"
              className={styles.stop}
              aria-label={messages.clearWall}
              onClick={() => void clearWall()}
            >
              {messages.clear}
            </button>
          </p>
        )}
        {timer && phase === "open" && <TimerLine endsAt={timer.endsAt} title={timer.title} />}
      </div>
    </section>
  );
}

function Done() {
  const done = useClassDone((store) => store.done);
  return (
    <div role="status" className={styles.done}>
      {done && (
        <span className={styles.told} data-tone={done.tone}>
          <span className={styles.words} title={done.text}>
            {done.text}
          </span>
          <button type="button" aria-label={messages.dismiss} className={styles.dismiss} onClick={dismissDone}>
            <Icon name="close" size={12} />
          </button>
        </span>
      )}
    </div>
  );
}

function TimerLine({ endsAt, title }: { endsAt: number; title: string | undefined }) {
  const left = endsAt - useNow(timeAtServer, 1000);
  return (
    <div className={styles.going} role="timer" aria-label={title ?? messages.timer}>
      <Icon name="clock" size={14} />
      <strong className={styles.digits}>{left <= 0 ? messages.timeUp : formatCountdown(left)}</strong>
      {title !== undefined && <span className={styles.words}>{title}</span>}
      <button type="button" className={styles.stop} aria-label={messages.stopTimer} onClick={() => void stopTimer()}>
        {messages.stop}
      </button>
    </div>
  );
}
