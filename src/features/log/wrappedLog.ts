import { CHUNK, lineAt, type StepLog } from "../../state/build/buildLog.ts";
import { shownText } from "./ansi.ts";
import { breaksOf, rowsOf } from "./textColumns.ts";

interface WrappedChunk {
  readonly lines: readonly string[];
  /** Rows of the chunk before each of its lines, and after them all. */
  readonly starts: Uint32Array;
}

/** How many rows each line of a step's log takes: counts per chunk, so that new output costs no look at what was there. */
export interface WrappedLog {
  readonly log: StepLog;
  readonly columns: number;
  readonly chunks: readonly WrappedChunk[];
  /** Rows before each chunk, and after them all. */
  readonly starts: Uint32Array;
  readonly rows: number;
}

export type WrappedLogs = Readonly<Record<string, WrappedLog>>;

/** `before` is the same log with less output: what it counted at this width is kept. */
export function wrapLogs(logs: Readonly<Record<string, StepLog>>, columns: number, before?: WrappedLogs): WrappedLogs {
  return Object.fromEntries(Object.entries(logs).map(([id, log]) => [id, wrapLog(log, columns, before?.[id])]));
}

export function wrapLog(log: StepLog, columns: number, before?: WrappedLog): WrappedLog {
  const usable = before?.columns === columns ? before : undefined;
  if (usable?.log === log) return usable;
  const gone = usable ? (log.dropped - usable.log.dropped) / CHUNK : 0;
  const chunks = log.chunks.map((lines, index) => wrapChunk(lines, columns, usable?.chunks[index + gone]));
  const starts = sums(chunks.length, (index) => chunks[index]?.starts.at(-1) ?? 0);
  return { log, columns, chunks, starts, rows: starts.at(-1) ?? 0 };
}

/** A full chunk is the same array ever after; the last one is a copy with the same lines in front. */
function wrapChunk(lines: readonly string[], columns: number, before: WrappedChunk | undefined): WrappedChunk {
  if (before?.lines === lines) return before;
  const starts = sums(lines.length, (index) => {
    const line = lines[index] ?? "";
    return before?.lines[index] === line ? rowsAt(before.starts, index) : rowsOf(shownText(line), columns);
  });
  return { lines, starts };
}

/** Row of a line's beginning, counted from the beginning of the log. */
export function rowOfLine({ chunks, starts }: WrappedLog, line: number): number {
  const chunk = Math.floor(line / CHUNK);
  return (starts[chunk] ?? 0) + (chunks[chunk]?.starts[line % CHUNK] ?? 0);
}

/** Where the rows of a line but the first begin in what is shown of it. */
export function breaksAt({ log, columns }: WrappedLog, line: number): number[] {
  return breaksOf(shownText(lineAt(log, line)), columns);
}

/** The line a row belongs to. */
export function lineAtRow({ chunks, starts }: WrappedLog, row: number): number {
  const chunk = lastAtOrBefore(starts, chunks.length, row);
  const { lines, starts: within } = chunks[chunk] ?? { lines: [], starts: new Uint32Array(1) };
  return chunk * CHUNK + lastAtOrBefore(within, lines.length, row - (starts[chunk] ?? 0));
}

function rowsAt(starts: Uint32Array, index: number): number {
  return (starts[index + 1] ?? 0) - (starts[index] ?? 0);
}

/** The sum of the values before each index, and of them all. */
function sums(count: number, valueAt: (index: number) => number): Uint32Array {
  const result = new Uint32Array(count + 1);
  for (let index = 0; index < count; index += 1) result[index + 1] = (result[index] ?? 0) + valueAt(index);
  return result;
}

/** The last of `count` starts that is not after a row, by binary search. */
function lastAtOrBefore(starts: Uint32Array, count: number, row: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}
