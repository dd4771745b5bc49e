import { clsx } from "clsx";
import { useEffect, useMemo, useRef, useState } from "react";
import { useBuild } from "../../state/build/build.ts";
import { type BuildRun, type BuildState, isBusy, problemOf, runOf } from "../../state/build/buildState.ts";
import { closeLogFind, useLogFind } from "../../state/build/logFind.ts";
import { useLogView } from "../../state/page/logView.ts";
import { isReadOnly } from "../../state/page/readOnly.ts";
import { useSelection } from "../../state/selection/selection.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { BuildNotes } from "./BuildNotes.tsx";
import { FailureNote } from "./FailureNote.tsx";
import { LogFind } from "./LogFind.tsx";
import styles from "./LogPane.module.css";
import { LogRows } from "./LogRows.tsx";
import { LogRuler } from "./LogRuler.tsx";
import { onLogKey } from "./logKeys.ts";
import { rowOfMatch } from "./logMatchRow.ts";
import { type LogLayout, layOutLog, logRowAt } from "./logRows.ts";
import { messages } from "./messages.ts";
import { useLogColumns } from "./useLogColumns.ts";
import { useRowWindow } from "./useRowWindow.ts";
import { useSameTop } from "./useSameTop.ts";
import { useShownMatch } from "./useShownMatch.ts";
import { useWrappedLogs } from "./useWrappedLogs.ts";

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
    return <EmptyState title={messages.empty}>{!isReadOnly() && messages.emptyDetail}</EmptyState>;
  }
  return <p className={styles.waiting}>{waitingText(build)}</p>;
}

function waitingText(build: BuildState): string {
  const texts: Partial<Record<BuildState["phase"], string>> = messages.waiting;
  const { ahead, startsIn }: Partial<BuildRun> = build.phase === "queued" ? build.run : {};
  return [
    texts[build.phase] ?? "",
    ...(ahead === undefined ? [] : [messages.ahead(ahead)]),
    ...(startsIn === undefined ? [] : [messages.startsIn(startsIn)]),
  ].join(" ");
}

function RunLog({ build, run }: { build: BuildState; run: BuildRun }) {
  const scroller = useRef<HTMLElement>(null);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const { steps, logs } = run;
  const wrap = useLogView((state) => state.wrap);
  const { ruler, columns } = useLogColumns(wrap);
  const wrapped = useWrappedLogs(logs, columns);
  const layout = useMemo(() => layOutLog({ steps, logs }, collapsed, wrapped), [steps, logs, collapsed, wrapped]);
  const view = useRowWindow(scroller, layout.rows, ROW);
  useSameTop(layout, columns, view);
  const problem = problemOf(build);
  const toggle = (id: string) => setCollapsed((before) => toggled(before, id));
  const finding = useLogFind((state) => state.open);
  const found = useShownMatch(run, (match, query) => {
    if (collapsed.has(match.step)) toggle(match.step);
    const others = new Set([...collapsed].filter((id) => id !== match.step));
    const row = rowOfMatch(layOutLog({ steps, logs }, others, wrapped), match, query);
    if (row !== undefined) view.show(row);
  });
  const closeFind = () => {
    closeLogFind();
    scroller.current?.focus();
  };
  useSelectedStep(layout, isBusy(build) ? undefined : view.show);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only the keys of what is in it
    <div className={styles.pane} onKeyDown={onLogKey}>
      {finding && <LogFind matches={found.matches.length} at={found.at} onClose={closeFind} />}
      <section
        ref={scroller}
        className={clsx(styles.scroller, wrap && styles.wrapping)}
        onScroll={view.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
        tabIndex={0}
        aria-label={messages.log}
      >
        <div className={styles.content}>
          {wrap && <LogRuler ref={ruler} />}
          <div className={styles.rows} style={{ height: layout.rows * ROW }}>
            <div
              className={styles.window}
              style={{ transform: `translateY(${(logRowAt(layout, view.first)?.start ?? 0) * ROW}px)` }}
            >
              <LogRows layout={layout} first={view.first} last={view.last} found={found} onToggle={toggle} />
            </div>
          </div>
          <BuildNotes run={run} />
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

/** A row of the stack or a line was selected: its step comes into view. While a build runs, its end is what is read. */
function useSelectedStep({ sections }: LogLayout, show: ((row: number) => void) | undefined): void {
  const selected = useSelection((state) => state.selected);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another selection is a reason to scroll
  useEffect(() => {
    const section = sections.find(({ step }) => step.id === selected);
    if (section) show?.(section.start);
  }, [selected]);
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}
