import type { LiveStep } from "#contract/buildProgress.ts";
import { emptyLog, lineAt, type StepLog } from "../../state/build/buildLog.ts";
import type { BuildRun } from "../../state/build/buildState.ts";
import { numberedSteps } from "../../state/build/buildSummary.ts";
import { type AnsiStyle, parseAnsi, plainStyle } from "./ansi.ts";
import { lineAtRow, rowOfLine, type WrappedLog, type WrappedLogs } from "./wrappedLog.ts";

/** A step in the log: one row for its header, and one per line of output, or more if lines are wrapped, unless collapsed. */
export interface LogSection {
  readonly step: LiveStep;
  /** Counts from 1 in the order of the plan. */
  readonly number: number;
  readonly log: StepLog;
  readonly collapsed: boolean;
  /** Undefined if each line is one row. */
  readonly wrapped: WrappedLog | undefined;
  /** Row of its header. */
  readonly start: number;
  /** Number of rows, header included. */
  readonly rows: number;
}

export interface LogLayout {
  readonly sections: readonly LogSection[];
  readonly rows: number;
  /** Numbered steps of the whole plan. */
  readonly steps: number;
}

/** What is at a row: if lines are wrapped, it may begin before it and end after it. */
export type LogRow = {
  readonly section: LogSection;
  /** Its first row. */
  readonly start: number;
  /** One past its last row. */
  readonly end: number;
} & ({ readonly kind: "step" } | { readonly kind: "line"; readonly line: number });

/** The rows of the log as ranges, so 100,000 lines cost as much as one. Steps appear when they start. */
export function layOutLog(
  run: Pick<BuildRun, "steps" | "logs">,
  collapsed: ReadonlySet<string>,
  wrappedLogs?: WrappedLogs,
): LogLayout {
  const sections: LogSection[] = [];
  let start = 0;
  const steps = numberedSteps(run.steps);
  for (const [index, step] of steps.entries()) {
    const log = run.logs[step.id] ?? emptyLog;
    if (step.state === "pending" && log.lineCount === 0) continue;
    const isCollapsed = collapsed.has(step.id);
    const wrapped = wrappedLogs?.[step.id];
    const rows = 1 + (isCollapsed ? 0 : (wrapped?.rows ?? log.lineCount));
    sections.push({ step, number: index + 1, log, collapsed: isCollapsed, wrapped, start, rows });
    start += rows;
  }
  return { sections, rows: start, steps: steps.length };
}

export function logRowAt({ sections }: LogLayout, row: number): LogRow | undefined {
  const section = sections[sectionIndexAt(sections, row)];
  if (!section || row < section.start || row >= section.start + section.rows) return undefined;
  if (row === section.start) return { kind: "step", section, start: row, end: row + 1 };
  const within = row - section.start - 1;
  const line = section.wrapped ? lineAtRow(section.wrapped, within) : within;
  return { kind: "line", section, line, start: lineStart(section, line), end: lineStart(section, line + 1) };
}

/** Row at which a line begins; that of the header if the step is collapsed. */
export function lineStart({ start, collapsed, wrapped }: LogSection, line: number): number {
  if (collapsed) return start;
  return start + 1 + (wrapped ? rowOfLine(wrapped, line) : line);
}

/** The last section that starts at or before a row, by binary search. */
function sectionIndexAt(sections: readonly LogSection[], row: number): number {
  let low = 0;
  let high = sections.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sections[middle]?.start ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Lines to look back for a color that was left on. */
const LOOK_BACK = 200;

/** The style a line starts with: whatever earlier lines left on. */
export function styleAtLine(log: StepLog, line: number): AnsiStyle {
  const first = Math.max(0, line - LOOK_BACK);
  let style = plainStyle;
  for (let at = first; at < line; at += 1) {
    const text = lineAt(log, at);
    if (text.includes("\x1b")) style = parseAnsi(text, style).end;
  }
  return style;
}
