import { useMemo, useRef, useState } from "react";
import { useBuild } from "../../state/build/build.ts";
import { lineAt } from "../../state/build/buildLog.ts";
import { type BuildRun, type BuildState, problemOf, runOf } from "../../state/build/buildState.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { type AnsiStyle, parseAnsi } from "./ansi.ts";
import { FailureNote } from "./FailureNote.tsx";
import { LogLine } from "./LogLine.tsx";
import styles from "./LogPane.module.css";
import { type LogLayout, layOutLog, logRowAt, styleAtLine } from "./logRows.ts";
import { messages } from "./messages.ts";
import { StepHead } from "./StepHead.tsx";
import { useRowWindow } from "./useRowWindow.ts";

/** Pixels, as in the style sheet. */
const ROW = 20;

/** The log of the build, step by step. */
export function LogPane() {
  const build = useBuild((state) => state.build);
  const run = runOf(build);
  if (run && run.steps.length > 0) return <RunLog key={run.id} build={build} run={run} />;
  const problem = problemOf(build);
  if (problem) {
    return (
      <div className={styles.alone}>
        <FailureNote build={build} problem={problem} />
      </div>
    );
  }
  if (build.phase === "idle") {
    return <EmptyState title={messages.empty}>{messages.emptyDetail}</EmptyState>;
  }
  return <p className={styles.waiting}>{waitingText(build)}</p>;
}

function waitingText(build: BuildState): string {
  const texts: Partial<Record<BuildState["phase"], string>> = messages.waiting;
  const ahead = build.phase === "queued" ? build.run.ahead : undefined;
  return [texts[build.phase] ?? "", ...(ahead === undefined ? [] : [messages.ahead(ahead)])].join(" ");
}

function RunLog({ build, run }: { build: BuildState; run: BuildRun }) {
  const scroller = useRef<HTMLElement>(null);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const { steps, logs } = run;
  const layout = useMemo(() => layOutLog({ steps, logs }, collapsed), [steps, logs, collapsed]);
  const view = useRowWindow(scroller, layout.rows, ROW);
  const problem = problemOf(build);
  const toggle = (id: string) => setCollapsed((before) => toggled(before, id));
  return (
    <div className={styles.pane}>
      <section
        ref={scroller}
        className={styles.scroller}
        onScroll={view.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
        tabIndex={0}
        aria-label={messages.log}
      >
        <div className={styles.content}>
          <div className={styles.rows} style={{ height: layout.rows * ROW }}>
            <div className={styles.window} style={{ transform: `translateY(${view.first * ROW}px)` }}>
              <VisibleRows layout={layout} first={view.first} last={view.last} onToggle={toggle} />
            </div>
          </div>
          {problem && <FailureNote build={build} problem={problem} />}
          {build.phase === "canceled" && <p className={styles.waiting}>{messages.canceled}</p>}
        </div>
      </section>
      {!view.following && (
        <button type="button" className={styles.follow} onClick={view.follow}>
          <span aria-hidden="true">↓</span> {messages.follow}
        </button>
      )}
    </div>
  );
}

interface VisibleRowsProps {
  layout: LogLayout;
  first: number;
  last: number;
  onToggle: (step: string) => void;
}

function VisibleRows({ layout, first, last, onToggle }: VisibleRowsProps) {
  const rows = [];
  let style: AnsiStyle | undefined;
  for (let index = first; index < Math.min(last, layout.rows); index += 1) {
    const row = logRowAt(layout, index);
    if (!row) continue;
    const { section } = row;
    if (row.kind === "step") {
      style = undefined;
      rows.push(
        <StepHead
          key={section.step.id}
          section={section}
          steps={layout.steps}
          onToggle={() => onToggle(section.step.id)}
        />,
      );
      continue;
    }
    const { spans, end } = parseAnsi(lineAt(section.log, row.line), style ?? styleAtLine(section.log, row.line));
    style = end;
    rows.push(<LogLine key={`${section.step.id}:${row.line}`} spans={spans} />);
  }
  return rows;
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}
