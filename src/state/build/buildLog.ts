/**
 * The output of one step as lines. Immutable: appending copies one chunk and the list of chunks, so 100,000 lines cost an
 * array of 200 arrays of strings and no object per line.
 */
export interface StepLog {
  /** Full chunks have `CHUNK` lines; the last may have fewer. */
  readonly chunks: readonly (readonly string[])[];
  readonly lineCount: number;
  /** True if the last line has not ended yet: what comes next belongs to it. */
  readonly open: boolean;
  /** Lines dropped from the front because of `MAX_LINES`. */
  readonly dropped: number;
}

/** Lines of a full chunk. */
export const CHUNK = 512;
/** Lines kept per step; the oldest chunk goes first. */
const MAX_LINES = 200_000;
/** Longest line kept, in UTF-16 code units. */
const MAX_LINE = 10_000;

export const emptyLog: StepLog = { chunks: [], lineCount: 0, open: false, dropped: 0 };

/** Appends output: lines end at `\n`; the first piece continues an open line; `\r` overwrites, as in a terminal. */
export function appendLog(log: StepLog, text: string): StepLog {
  if (text === "") return log;
  const pieces = text.split("\n");
  const open = pieces.at(-1) !== "";
  if (!open) pieces.pop();
  const chunks = log.chunks.slice();
  let last = chunks.pop()?.slice() ?? [];
  let { lineCount } = log;
  for (const [index, piece] of pieces.entries()) {
    if (index === 0 && log.open && last.length > 0) {
      last[last.length - 1] = cut(overwrite((last.at(-1) ?? "") + piece));
      continue;
    }
    if (last.length === CHUNK) {
      chunks.push(last);
      last = [];
    }
    last.push(cut(overwrite(piece)));
    lineCount += 1;
  }
  chunks.push(last);
  return dropOldest({ chunks, lineCount, open, dropped: log.dropped });
}

/** The line at an index counted from the first kept one; "" outside. */
export function lineAt(log: StepLog, index: number): string {
  return log.chunks[Math.floor(index / CHUNK)]?.[index % CHUNK] ?? "";
}

export function allLines(log: StepLog): string[] {
  return log.chunks.flat();
}

function dropOldest(log: StepLog): StepLog {
  const whole = Math.ceil((log.lineCount - MAX_LINES) / CHUNK);
  if (whole <= 0) return log;
  // Every chunk but the last is full.
  const lines = whole * CHUNK;
  return { ...log, chunks: log.chunks.slice(whole), lineCount: log.lineCount - lines, dropped: log.dropped + lines };
}

/**
 * What remains of a line with carriage returns: the last state of a progress bar. A trailing `\r` is kept while the line
 * is open, because what follows overwrites it.
 */
function overwrite(line: string): string {
  const end = line.endsWith("\r") ? line.length - 1 : line.length;
  const start = line.lastIndexOf("\r", end - 1);
  return start < 0 ? line : line.slice(start + 1);
}

function cut(line: string): string {
  return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)}…` : line;
}
