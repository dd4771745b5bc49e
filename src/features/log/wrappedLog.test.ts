import { describe, expect, it } from "vitest";
import { appendLog, CHUNK, emptyLog, lineAt } from "../../state/build/buildLog.ts";
import { breaksAt, lineAtRow, rowOfLine, type WrappedLog, wrapLog, wrapLogs } from "./wrappedLog.ts";

/** Lines of 1, 2, 3, 1, 2, 3… rows at 10 columns. */
const text = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `${"x".repeat(10 * (((from + index) % 3) + 1))}\n`).join("");

function linesOfRows(wrapped: WrappedLog): number[] {
  return Array.from({ length: wrapped.rows }, (_, row) => lineAtRow(wrapped, row));
}

describe("the rows of wrapped output", () => {
  it("are found by line, and lines by row", () => {
    const wrapped = wrapLog(appendLog(emptyLog, text(1200)), 10);
    expect(wrapped.rows).toBe(2400);
    const expected = Array.from({ length: 1200 }, (_, line) =>
      Array.from({ length: (line % 3) + 1 }, () => line),
    ).flat();
    expect(linesOfRows(wrapped)).toEqual(expected);
    expect([0, 1, 2, 512, 1199, 1200].map((line) => rowOfLine(wrapped, line))).toEqual(
      [0, 1, 2, 512, 1199, 1200].map((line) => (line === 1200 ? 2400 : expected.indexOf(line))),
    );
  });

  it("count what is shown: no colors, and escapes instead of what turns text around", () => {
    const wrapped = wrapLog(appendLog(emptyLog, "\x1b[1m\x1b[31m1234567890\x1b[0m\n\u202e12345\n"), 10);
    expect([breaksAt(wrapped, 0), breaksAt(wrapped, 1)]).toEqual([[], [10]]);
    expect(wrapped.rows).toBe(3);
  });

  it("are counted on when output comes, and are what they were counted from the start", () => {
    let log = emptyLog;
    let wrapped: WrappedLog | undefined;
    for (const piece of [text(500), text(300, 500), "open", " line that goes on", "\nnext\n", text(700)]) {
      log = appendLog(log, piece);
      const before: WrappedLog | undefined = wrapped;
      wrapped = wrapLog(log, 10, before);
      expect(linesOfRows(wrapped)).toEqual(linesOfRows(wrapLog(log, 10)));
      if (before && before.log.lineCount > CHUNK) expect(wrapped.chunks[0]).toBe(before.chunks[0]);
    }
    expect(wrapped && wrapLog(log, 10, wrapped)).toBe(wrapped);
  });

  it("stay right when the oldest lines are dropped", () => {
    const full = appendLog(emptyLog, text(200_000));
    const more = appendLog(full, text(600, 200_000));
    const wrapped = wrapLog(more, 10, wrapLog(full, 10));
    expect(more.dropped).toBeGreaterThan(0);
    expect(wrapped.rows).toBe(wrapLog(more, 10).rows);
    expect(lineAt(more, lineAtRow(wrapped, wrapped.rows - 1))).toBe(lineAt(more, more.lineCount - 1));
  });

  it("are others at another width", () => {
    const logs = { a: appendLog(emptyLog, text(3)) };
    const wide = wrapLogs(logs, 30);
    expect([wide.a?.rows, wrapLogs(logs, 10, wide).a?.rows]).toEqual([3, 6]);
  });

  it("of 100,000 lines are counted in no time, and those of a new line at once", () => {
    const log = appendLog(emptyLog, `${"y".repeat(150)}\n`.repeat(100_000));
    const start = performance.now();
    const wrapped = wrapLog(log, 80);
    const counted = performance.now();
    wrapLog(appendLog(log, "new\n"), 80, wrapped);
    expect(counted - start).toBeLessThan(2000);
    expect(performance.now() - counted).toBeLessThan(50);
  });
});
