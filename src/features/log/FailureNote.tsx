import type { Problem } from "#contract/problem.ts";
import { type BuildState, runOf } from "../../state/buildState.ts";
import { revealRange } from "../../state/editor.ts";
import { useLinks } from "../../state/selectionLinked.ts";
import { Button } from "../../ui/Button.tsx";
import { ProblemNote } from "../../ui/ProblemNote.tsx";
import styles from "./FailureNote.module.css";

/** Why the build failed, where, and what to do. */
export function FailureNote({ build, problem }: { build: BuildState; problem: Problem }) {
  const links = useLinks((state) => state.links);
  const failed = build.phase === "failed" ? build.failedStep : undefined;
  const lines = links.find((link) => link.id === failed)?.lines;
  const line = lines?.start ?? problem.range?.start.line;
  const shown = { ...problem, detail: withExitCode(problem), lastLines: linesWorthShowing(build, problem) };
  return (
    <div className={styles.note}>
      <ProblemNote
        problem={shown}
        action={
          line !== undefined && (
            <Button onClick={() => revealRange({ start: { line, character: 0 }, end: { line, character: 0 } })}>
              Go to line {line + 1}
            </Button>
          )
        }
      />
    </div>
  );
}

function withExitCode({ detail, exitCode }: Problem): string {
  return exitCode === undefined || detail.includes(String(exitCode)) ? detail : `${detail} Exit code ${exitCode}.`;
}

/** The last lines stand right above, at the end of the log; they are said again only where other steps came after. */
function linesWorthShowing(build: BuildState, { lastLines }: Problem): readonly string[] | undefined {
  const steps = runOf(build)?.steps ?? [];
  const printed = runOf(build)?.logs ?? {};
  const last = steps.findLast((step) => step.state !== "pending" && !step.configOnly);
  const isLast = build.phase === "failed" && last?.id === build.failedStep && last !== undefined;
  return isLast && printed[last.id] ? undefined : lastLines;
}
