import { formatCountdown } from "../../lib/formatCountdown.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { countClass } from "../../state/class/classRows.ts";
import type { OpenClass } from "../../state/class/classState.ts";
import { showProjector } from "../../state/class/classView.ts";
import { timeAtServer } from "../../state/page/serverTime.ts";
import { useNow } from "../../ui/useNow.ts";
import { joinAddress, spelled } from "./joinAddress.ts";
import { messages } from "./messages.ts";
import styles from "./Projector.module.css";
import { QrCode } from "./QrCode.tsx";

/** For the wall: the code, the timer, the message, the counts, and nothing else. */
export function Projector({ state: { room, learners, timer, message } }: { state: OpenClass }) {
  const { hands, done } = countClass([...learners.values()]);
  const address = joinAddress(room.code);
  return (
    <main className={styles.wall}>
      <h1 className={styles.name}>{room.name}</h1>
      <div className={styles.middle}>
        <section className={styles.join} aria-label={messages.joinTitle}>
          <p className={styles.address}>{address.replace(/^https?:\/\//, "").replace(/\/[^/]+$/, "")}</p>
          <p className={styles.code}>{spelled(room.code)}</p>
          <QrCode text={address} label={messages.qr(address)} className={styles.qr} />
        </section>
        {(timer || message !== undefined) && (
          <section className={styles.told}>
            {timer && <BigTimer endsAt={timer.endsAt} title={timer.title} />}
            {message !== undefined && <p className={styles.message}>{visibleText(message)}</p>}
          </section>
        )}
      </div>
      <p className={styles.counts}>
        <span>{messages.counts.learners(learners.size)}</span>
        <span>{messages.counts.done(done)}</span>
        <span>{messages.counts.hands(hands)}</span>
        <button type="button" className={styles.leave} aria-keyshortcuts="P" onClick={() => showProjector(false)}>
          {messages.leaveProjector} <kbd>{messages.projectorKey}</kbd>
        </button>
      </p>
    </main>
  );
}

function BigTimer({ endsAt, title }: { endsAt: number; title: string | undefined }) {
  const left = endsAt - useNow(timeAtServer, 1000);
  return (
    <div role="timer" aria-label={title ?? messages.timer}>
      <p className={styles.digits}>{left <= 0 ? messages.timeUp : formatCountdown(left)}</p>
      {title !== undefined && <p className={styles.timerTitle}>{title}</p>}
    </div>
  );
}
