import { runHeldBack } from "../../state/live/live.ts";
import { useLive } from "../../state/live/liveStatus.ts";
import styles from "./LiveLine.module.css";
import { liveWords, messages, shortWords } from "./messages.ts";

/** What Live does, in words, and the way to let go on what it holds back. Nothing while it is off. */
export function LiveLine({ phone }: { phone: boolean }) {
  const status = useLive((state) => state.status);
  if (status.phase === "off") return null;
  const words = liveWords(status);
  return (
    <section aria-label={messages.status} className={styles.line}>
      <span className={styles.words} title={words}>
        {phone ? (
          <>
            <span aria-hidden="true">{shortWords(status)}</span>
            <span className="visually-hidden">{words}</span>
          </>
        ) : (
          words
        )}
      </span>
      {status.phase === "held" && (
        <button
          type="button"
          className={styles.run}
          aria-keyshortcuts="Control+Shift+Enter Meta+Shift+Enter"
          onClick={runHeldBack}
        >
          {status.problem.instruction === "RUN" ? messages.run : messages.goAhead}
        </button>
      )}
    </section>
  );
}
