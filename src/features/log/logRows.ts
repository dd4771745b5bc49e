import type { LiveStep } from "#contract/buildProgress.ts";
import { emptyLog, lineAt, type StepLog } from "../../state/build/buildLog.ts";
import type { BuildRun } from "../../state/build/buildState.ts";
import { numberedSteps } from "../../state/build/buildSummary.ts";
import { type AnsiStyle, parseAnsi, plainStyle } from "./ansi.ts";

/** A step in the log: one row for its header, and one per line of output unless collapsed. */
export interface LogSection {
  readonly step: LiveStep;
  /** Counts from 1 in the order of the plan. */
  readonly number: number;
  readonly log: StepLog;
  readonly collapsed: boolean;
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

export type LogRow =
  | { readonly kind: "step"; readonly section: LogSection }
  | { readonly kind: "line"; readonly section: LogSection; readonly line: number };

/** The rows of the log as ranges, so 100,000 lines cost as much as one. Steps appear when they start. */
export function layOutLog(run: Pick<BuildRun, "steps" | "logs">, collapsed: ReadonlySet<string>): LogLayout {
  const sections: LogSection[] = [];
  let start = 0;
  const steps = numberedSteps(run.steps);
  for (const [index, step] of steps.entries()) {
    const log = run.logs[step.id] ?? emptyLog;
    if (step.state === "pending" && log.lineCount === 0) continue;
    const isCollapsed = collapsed.has(step.id);
    const rows = 1 + (isCollapsed ? 0 : log.lineCount);
    sections.push({ step, number: index + 1, log, collapsed: isCollapsed, start, rows });
    start += rows;
  }
  return { sections, rows: start, steps: steps.length };
}

export function logRowAt({ sections }: LogLayout, row: number): LogRow | undefined {
  const section = sections[sectionIndexAt(sections, row)];
  if (!section || row < section.start || row >= section.start + section.rows) return undefined;
  return row === section.start ? { kind: "step", section } : { kind: "line", section, line: row - section.start - 1 };
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
