import { clsx } from "clsx";
import type { Diagnostic, Severity } from "#contract/diagnostic.ts";
import type { Problem } from "#contract/problem.ts";
import type { Range } from "#contract/range.ts";
import { useAnalysis } from "../../state/analysis.ts";
import { useBuild } from "../../state/build.ts";
import { type BuildState, problemOf } from "../../state/buildState.ts";
import { revealRange } from "../../state/editor.ts";
import { listedProblem } from "../../state/listedProblem.ts";
import { useLinks } from "../../state/selectionLinked.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import styles from "./ProblemsPane.module.css";

/** Everything that is wrong or could be better: what ended the build first, then findings in the order of the file. */
export function ProblemsPane() {
  const diagnostics = useAnalysis((state) => state.diagnostics);
  const build = useBuild((state) => state.build);
  const problem = listedProblem(problemOf(build), diagnostics);
  if (diagnostics.length === 0 && !problem) {
    return (
      <EmptyState title="No problems">What is wrong with the Dockerfile is listed here while you type.</EmptyState>
    );
  }
  const sorted = diagnostics.toSorted(byPlace);
  return (
    <ul className={styles.list} aria-label="Problems">
      {problem && (
        <li>
          <BuildProblem build={build} problem={problem} />
        </li>
      )}
      {sorted.map((diagnostic) => (
        <li key={keyOf(diagnostic)}>
          <Finding diagnostic={diagnostic} />
        </li>
      ))}
    </ul>
  );
}

function BuildProblem({ build, problem }: { build: BuildState; problem: Problem }) {
  const links = useLinks((state) => state.links);
  const failed = build.phase === "failed" ? build.failedStep : undefined;
  const line = links.find((link) => link.id === failed)?.lines?.start;
  const range = line === undefined ? problem.range : placeAt(line);
  return (
    <Row
      severity="error"
      message={`${problem.title}. ${problem.detail}`}
      next={problem.next}
      source="build"
      code={problem.exitCode === undefined ? undefined : `exit code ${problem.exitCode}`}
      range={range}
    />
  );
}

function Finding({ diagnostic }: { diagnostic: Diagnostic }) {
  const { severity, message, next, source, code, alsoKnownAs = [], range, href } = diagnostic;
  const codes = [code, ...alsoKnownAs].join(" · ");
  return (
    <Row severity={severity} message={message} next={next} source={source} code={codes} range={range} href={href} />
  );
}

interface RowProps {
  severity: Severity;
  message: string;
  next: string | undefined;
  source: string;
  code: string | undefined;
  range: Range | undefined;
  href?: string | undefined;
}

function Row({ severity, message, next, source, code, range, href }: RowProps) {
  return (
    <div className={styles.row}>
      <button type="button" className={styles.go} disabled={!range} onClick={() => range && revealRange(range)}>
        <Icon name={icons[severity]} size={14} className={clsx(styles.icon, styles[severity])} />
        <span className="visually-hidden">{severity}: </span>
        <span className={styles.place}>{range ? `${range.start.line + 1}:${range.start.character + 1}` : ""}</span>
        <span className={styles.message}>
          {message}
          {next && <span className={styles.next}> {next}</span>}
        </span>
      </button>
      {href && code ? (
        <a className={styles.code} href={href} target="_blank" rel="noreferrer">
          {code}
        </a>
      ) : (
        <span className={styles.code}>{code ?? source}</span>
      )}
    </div>
  );
}

const icons: Record<Severity, IconName> = { error: "error", warning: "warning", info: "info", hint: "info" };

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}

function keyOf({ code, message, range }: Diagnostic): string {
  return `${range.start.line}:${range.start.character}:${code}:${message}`;
}

function placeAt(line: number): Range {
  return { start: { line, character: 0 }, end: { line, character: 0 } };
}
