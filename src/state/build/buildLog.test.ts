import { describe, expect, it } from "vitest";
import { allLines, appendLog, emptyLog, lineAt } from "./buildLog.ts";

function logged(...texts: string[]) {
  return texts.reduce(appendLog, emptyLog);
}

describe("the log of a step", () => {
  it("has a line for each line break", () => {
    expect(allLines(logged("one\ntwo\n"))).toEqual(["one", "two"]);
  });

  it("joins a line that arrives in parts", () => {
    const log = logged("comp", "iling", "\nnext\n");
    expect(allLines(log)).toEqual(["compiling", "next"]);
    expect(log.lineCount).toBe(2);
  });

  it("keeps empty lines", () => {
    expect(allLines(logged("a\n\nb\n"))).toEqual(["a", "", "b"]);
  });

  it("shows the last state of a progress bar that returns to the start of its line", () => {
    expect(allLines(logged("10%\r", "50%\r", "100%\r\n", "done\n")).map((line) => line.trimEnd())).toEqual([
      "100%",
      "done",
    ]);
  });

  it("finds any line of 100,000 in no time and copies little for each new one", () => {
    const start = performance.now();
    let log = emptyLog;
    for (let line = 0; line < 100_000; line += 1) log = appendLog(log, `line ${line}\n`);
    expect(log.lineCount).toBe(100_000);
    expect(lineAt(log, 0)).toBe("line 0");
    expect(lineAt(log, 77_777)).toBe("line 77777");
    expect(lineAt(log, 99_999)).toBe("line 99999");
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it("is immutable", () => {
    const before = logged("one\n");
    appendLog(before, "two\n");
    expect(allLines(before)).toEqual(["one"]);
  });

  it("drops the oldest lines of a flood and counts them", () => {
    const log = appendLog(emptyLog, "x\n".repeat(200_600));
    expect(log.lineCount + log.dropped).toBe(200_600);
    expect(log.lineCount).toBeLessThanOrEqual(200_000);
  });

  it("truncates a line that is too long to show", () => {
    expect(lineAt(logged("y".repeat(50_000)), 0).length).toBeLessThan(10_010);
  });
});
