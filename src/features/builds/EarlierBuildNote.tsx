import { useState } from "react";
import { formatClock } from "../../lib/formatClock.ts";
import { useBuild } from "../../state/build/build.ts";
import { runOf } from "../../state/build/buildState.ts";
import { backToNewest, useEarlierBuild } from "../../state/build/earlierBuild.ts";
import styles from "./EarlierBuildNote.module.css";
import { messages } from "./messages.ts";
import { TextDialog } from "./TextDialog.tsx";

/** Says that an earlier build is shown, and leads back. */
export function EarlierBuildNote() {
  const opened = useEarlierBuild((state) => state.opened);
  const source = useBuild(({ build }) => runOf(build)?.source);
  const [comparing, setComparing] = useState(false);
  if (!opened) return null;
  const time = formatClock(opened.createdAt, Date.now());
  return (
    <div className={styles.note} role="status">
      <span className={styles.text}>{messages.earlier(time)}</span>
      <button type="button" className={styles.link} onClick={() => void backToNewest()}>
        {messages.back}
      </button>
      {source && (
        <button type="button" className={styles.link} onClick={() => setComparing(true)}>
          {messages.compare}
        </button>
      )}
      {source && <TextDialog open={comparing} onOpenChange={setComparing} source={source} time={time} />}
    </div>
  );
}
