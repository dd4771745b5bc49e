import { formatDay } from "../../lib/formatDay.ts";
import { useShared } from "../../state/workspace/shared.ts";
import { ensureOwn } from "../../state/workspace/workspaceSession.ts";
import { Button } from "../../ui/Button.tsx";
import { absentWords } from "./absentWords.ts";
import { messages } from "./messages.ts";
import styles from "./SharedBanner.module.css";

/** Says that a shared copy is shown, what it lacks, and how it becomes one's own. */
export function SharedBanner() {
  const { share, isForking } = useShared();
  if (!share) return null;
  const absent = absentWords(share.absent);
  return (
    <div role="status" className={styles.banner}>
      <p className={styles.text}>
        {messages.sharedCopy(share.name, formatDay(share.sharedAt, Date.now()))}{" "}
        <span className={styles.hint}>{absent.length > 0 ? messages.absent(absent) : messages.editForks}</span>
      </p>
      <Button pending={isForking} onClick={() => void ensureOwn()}>
        {isForking ? messages.forking : messages.fork}
      </Button>
    </div>
  );
}
