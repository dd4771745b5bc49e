import type { Problem } from "#contract/problem.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { type BuildState, runOf } from "../../state/build/buildState.ts";
import { openShellAtStep } from "../../state/containers/stepShell.ts";
import { revealRange } from "../../state/editor/editor.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { showSettings } from "../../state/page/settingsShown.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { isOfShare, useShared } from "../../state/workspace/shared.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./FailureNote.module.css";
import { messages } from "./messages.ts";

/** Why the build failed, where, and what to do; small, so the last lines above stay in view. */
export function FailureNote({ build, problem }: { build: BuildState; problem: Problem }) {
  const line = useLinks(({ failure }) => failure?.range?.start.line);
  const lastLines = linesWorthShowing(build, problem);
  const shell = shellBefore(build);
  const fillIn = secretSettings(problem);
  return (
    <div {...(!runOf(build)?.live && { role: "alert" })} className={styles.note}>
      <Icon name="error" className={styles.icon} />
      <div className={styles.text}>
        <p>
          <strong>{titleOf(problem)}</strong>
          {line !== undefined && (
            <button
              type="button"
              className={styles.go}
              onClick={() => revealRange({ start: { line, character: 0 }, end: { line, character: 0 } })}
            >
              {messages.goToLine(line + 1)}
            </button>
          )}
          {fillIn && (
            <button type="button" className={styles.go} aria-haspopup="dialog" onClick={fillIn}>
              {messages.fillIn}
            </button>
          )}
          {shell && (
            <button type="button" className={styles.go} title={messages.shellDetail} onClick={shell}>
              {messages.shell}
            </button>
          )}
        </p>
        <p className={problem.exitCode === undefined ? undefined : styles.command} title={visibleText(problem.detail)}>
          {visibleText(problem.detail)}
        </p>
        {lastLines && lastLines.length > 0 && <pre className={styles.output}>{visibleText(lastLines.join("\n"))}</pre>}
        {problem.next && <p className={styles.next}>{problem.next}</p>}
      </div>
    </div>
  );
}

/** Opens a shell on the files as they were before the command that failed, with the command ready to be edited. */
function shellBefore(build: BuildState): (() => void) | undefined {
  if (build.phase !== "failed" || isReadOnly() || isOfShare(useShared.getState(), build.run.id)) return undefined;
  const step = build.run.steps.find(({ id }) => id === build.failedStep);
  if (step?.instruction !== "RUN") return undefined;
  return () => void openShellAtStep(build.run.id, step.id);
}

/** Where a secret that the build missed is filled in. */
function secretSettings({ code }: Problem): (() => void) | undefined {
  return code === "build/secret" && !isReadOnly() ? () => showSettings("secrets") : undefined;
}

function titleOf({ title, exitCode }: Problem): string {
  return exitCode === undefined ? title : messages.withExitCode(title, exitCode);
}

/** The last lines are right above, at the end of the log. They are repeated only if other steps came after them. */
function linesWorthShowing(build: BuildState, { lastLines }: Problem): readonly string[] | undefined {
  const run = runOf(build);
  const last = run?.steps.findLast((step) => step.state !== "pending" && !step.configOnly);
  const standsAbove = build.phase === "failed" && last?.id === build.failedStep && last && run?.logs[last.id];
  return standsAbove ? undefined : lastLines;
}
