import type { Problem } from "#contract/problem.ts";
import { visibleText } from "../../lib/visibleText.ts";
import { type BuildState, runOf } from "../../state/build/buildState.ts";
import { revealRange } from "../../state/editor/editor.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./FailureNote.module.css";
import { messages } from "./messages.ts";

/** Why the build failed, where, and what to do; small, so the last lines above stay in view. */
export function FailureNote({ build, problem }: { build: BuildState; problem: Problem }) {
  const line = useLinks(({ failure }) => failure?.range?.start.line);
  const lastLines = linesWorthShowing(build, problem);
  return (
    <div role="alert" className={styles.note}>
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
