import { formatDuration } from "../../lib/formatDuration.ts";
import { useBuild } from "../../state/build/build.ts";
import { runOf } from "../../state/build/buildState.ts";
import { summaryOf } from "../../state/build/buildSummary.ts";
import { addNotice } from "../../state/page/notices.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import styles from "./LogSummary.module.css";
import { logText } from "./logText.ts";
import { messages } from "./messages.ts";

/** "0.31 s · 4 of 7 steps cached", and a button that copies the log. */
export function LogSummary() {
  const build = useBuild((state) => state.build);
  const run = runOf(build);
  const summary = summaryOf(build);
  if (!run || !summary || summary.steps === 0) return null;
  const parts = [
    ...(summary.duration === undefined ? [] : [formatDuration(summary.duration)]),
    messages.cachedSteps(summary.cached, summary.steps),
  ];
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(logText(run));
      addNotice({ text: messages.copied });
    } catch {
      addNotice({ text: messages.copyFailed, tone: "error" });
    }
  };
  return (
    <>
      <span className={styles.summary}>{parts.join(" · ")}</span>
      <IconButton label={messages.copy} icon="copy" onClick={() => void copy()} />
    </>
  );
}
