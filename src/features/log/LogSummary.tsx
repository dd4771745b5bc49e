import { EMBEDDED_BUILDER } from "#contract/health.ts";
import { formatDuration } from "../../lib/formatDuration.ts";
import { keyWords } from "../../lib/platformKeys.ts";
import { saveText } from "../../lib/saveText.ts";
import { useBuild } from "../../state/build/build.ts";
import { runOf } from "../../state/build/buildState.ts";
import { summaryOf } from "../../state/build/buildSummary.ts";
import { openLogFind } from "../../state/build/logFind.ts";
import { copyText } from "../../state/page/copyText.ts";
import { toggleLogWrap, useLogView, WRAP_KEY } from "../../state/page/logView.ts";
import { useWorkspace } from "../../state/workspace/workspace.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import styles from "./LogSummary.module.css";
import { logText } from "./logText.ts";
import { messages } from "./messages.ts";

const fileName = () => messages.fileName(useWorkspace.getState().content.name.replace(/[^\w.-]+/g, "-"));

/** "0.31 s · 4 of 7 steps cached", and buttons to search, wrap, save, and copy the log. */
export function LogSummary() {
  const build = useBuild((state) => state.build);
  const wrap = useLogView((state) => state.wrap);
  const run = runOf(build);
  const summary = summaryOf(build);
  if (!run || !summary || summary.steps === 0) return null;
  const parts = [
    ...(summary.duration === undefined ? [] : [formatDuration(summary.duration)]),
    messages.cachedSteps(summary.cached, summary.steps),
    ...(run.assignment && run.assignment.builder !== EMBEDDED_BUILDER ? [run.assignment.builder] : []),
  ];
  return (
    <>
      <span className={styles.summary} title={parts.join(" · ")}>
        {parts.join(" · ")}
      </span>
      <IconButton label={messages.find} icon="search" onClick={openLogFind} />
      <IconButton
        label={messages.wrap}
        shortcut={keyWords(WRAP_KEY)}
        icon="wrap"
        aria-pressed={wrap}
        onClick={toggleLogWrap}
      />
      <IconButton label={messages.download} icon="download" onClick={() => saveText(fileName(), logText(run))} />
      <IconButton
        label={messages.copy}
        icon="copy"
        onClick={() => void copyText(logText(run), { copied: messages.copied })}
      />
    </>
  );
}
