import { formatDuration } from "../../lib/formatDuration.ts";
import { useBuild } from "../../state/build/build.ts";
import { runOf } from "../../state/build/buildState.ts";
import { summaryOf } from "../../state/build/buildSummary.ts";
import { addNotice } from "../../state/page/notices.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import styles from "./LogSummary.module.css";
import { logText } from "./logText.ts";

/** "0.31 s · 4 of 7 steps cached", and the log to the clipboard. */
export function LogSummary() {
  const build = useBuild((state) => state.build);
  const run = runOf(build);
  const summary = summaryOf(build);
  if (!run || !summary || summary.steps === 0) return null;
  const parts = [
    ...(summary.duration === undefined ? [] : [formatDuration(summary.duration)]),
    `${summary.cached} of ${summary.steps} steps cached`,
  ];
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(logText(run));
      addNotice({ text: "The log is in the clipboard." });
    } catch {
      addNotice({ text: "The browser does not allow the page to use the clipboard.", tone: "error" });
    }
  };
  return (
    <>
      <span className={styles.summary}>{parts.join(" · ")}</span>
      <IconButton label="Copy the log" icon="copy" onClick={() => void copy()} />
    </>
  );
}
