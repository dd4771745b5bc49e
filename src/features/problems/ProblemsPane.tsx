import { memo, useDeferredValue } from "react";
import type { Diagnostic } from "#contract/diagnostic.ts";
import { byPlace } from "#contract/positions.ts";
import type { Problem } from "#contract/problem.ts";
import type { Range } from "#contract/range.ts";
import { useAnalysis } from "../../state/analysis.ts";
import { useBuild } from "../../state/build.ts";
import { type BuildState, problemOf } from "../../state/buildState.ts";
import { listedProblem } from "../../state/listedProblem.ts";
import { useLinks } from "../../state/selectionLinked.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { AboutFinding } from "./AboutFinding.tsx";
import { FindingRow } from "./FindingRow.tsx";
import { ProblemsHeader } from "./ProblemsHeader.tsx";
import styles from "./ProblemsPane.module.css";

/** Everything that is wrong or could be better: what ended the build first, then findings in the order of the file. */
export function ProblemsPane() {
  // Many rows take long to draw: typing goes on meanwhile.
  const diagnostics = useDeferredValue(useAnalysis((state) => state.diagnostics));
  const build = useBuild((state) => state.build);
  const problem = listedProblem(problemOf(build), diagnostics);
  if (diagnostics.length === 0 && !problem) {
    return (
      <EmptyState title="No problems">What is wrong with the Dockerfile is listed here while you type.</EmptyState>
    );
  }
  return (
    <>
      <ProblemsHeader />
      <ul className={styles.list} aria-label="Problems">
        {problem && (
          <li>
            <BuildProblem build={build} problem={problem} />
          </li>
        )}
        <Findings diagnostics={diagnostics} />
      </ul>
    </>
  );
}

const Findings = memo(({ diagnostics }: { diagnostics: readonly Diagnostic[] }) =>
  withKeys(diagnostics.toSorted(byPlace)).map(({ key, diagnostic }) => (
    <li key={key}>
      <Finding diagnostic={diagnostic} />
    </li>
  )),
);

function BuildProblem({ build, problem }: { build: BuildState; problem: Problem }) {
  const links = useLinks((state) => state.links);
  const failed = build.phase === "failed" ? build.failedStep : undefined;
  const line = links.find((link) => link.id === failed)?.lines?.start;
  const range = line === undefined ? problem.range : placeAt(line);
  return (
    <FindingRow
      severity="error"
      message={`${problem.title}. ${problem.detail}`}
      next={problem.next}
      label={problem.exitCode === undefined ? "build" : `exit code ${problem.exitCode}`}
      range={range}
    />
  );
}

const Finding = memo(({ diagnostic }: { diagnostic: Diagnostic }) => {
  const { severity, message, next, code, alsoKnownAs = [], range, href, fixes, source } = diagnostic;
  const isExplained = source !== "dockerfile" || href !== undefined || (fixes && fixes.length > 0);
  return (
    <FindingRow
      severity={severity}
      message={message}
      next={next}
      label={[code, ...alsoKnownAs].join(" · ")}
      range={range}
      {...(isExplained && { more: () => <AboutFinding finding={diagnostic} /> })}
    />
  );
}, isSame);

/** Each analysis makes its findings anew, most of them as they were. */
function isSame(before: { diagnostic: Diagnostic }, after: { diagnostic: Diagnostic }): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** A finding stays the same when lines come and go above it: it is named by its place among its like. */
function withKeys(diagnostics: readonly Diagnostic[]): readonly { key: string; diagnostic: Diagnostic }[] {
  const counts = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const name = `${diagnostic.code}:${diagnostic.message}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return { key: `${name}:${count}`, diagnostic };
  });
}

function placeAt(line: number): Range {
  return { start: { line, character: 0 }, end: { line, character: 0 } };
}
