import { memo, useDeferredValue } from "react";
import type { Diagnostic } from "#contract/diagnostic.ts";
import { byPlace } from "#contract/positions.ts";
import { useAnalysis } from "../../state/language/analysis.ts";
import { listedProblem } from "../../state/language/listedProblem.ts";
import type { PlacedFailure } from "../../state/selection/placedFailure.ts";
import { useLinks } from "../../state/selection/selectionLinked.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { AboutFinding } from "./AboutFinding.tsx";
import { FindingRow } from "./FindingRow.tsx";
import { messages } from "./messages.ts";
import { ProblemsHeader } from "./ProblemsHeader.tsx";
import styles from "./ProblemsPane.module.css";

/** Everything that is wrong or could be better: what ended the last build first, then findings in file order. */
export function ProblemsPane() {
  // Many rows take a while to render, and typing must not wait for them.
  const diagnostics = useDeferredValue(useAnalysis((state) => state.diagnostics));
  const failure = listedProblem(
    useLinks((state) => state.failure),
    diagnostics,
  );
  if (diagnostics.length === 0 && !failure) {
    return <EmptyState title={messages.empty}>{messages.emptyDetail}</EmptyState>;
  }
  return (
    <>
      {failure && <LastBuild failure={failure} />}
      <ProblemsHeader />
      <ul className={styles.list} aria-label={messages.list}>
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

/** What a build found, which the text alone does not show: it stays until the next build or an edit of its statement. */
function LastBuild({ failure: { problem, range } }: { failure: PlacedFailure }) {
  return (
    <section aria-label={messages.lastBuild}>
      <h3 className={styles.heading}>{messages.lastBuild}</h3>
      <FindingRow
        severity="error"
        message={`${problem.title}: ${problem.detail}`}
        next={problem.next}
        label={problem.exitCode === undefined ? messages.buildLabel : messages.exitCode(problem.exitCode)}
        range={range}
      />
    </section>
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

/** Each analysis creates new findings, most of them the same as before. */
function isSame(before: { diagnostic: Diagnostic }, after: { diagnostic: Diagnostic }): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** A finding keeps its key when lines come and go above it: it is keyed by its position among equal findings. */
function withKeys(diagnostics: readonly Diagnostic[]): readonly { key: string; diagnostic: Diagnostic }[] {
  const counts = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const name = `${diagnostic.code}:${diagnostic.message}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return { key: `${name}:${count}`, diagnostic };
  });
}
