import { describe, expect, it } from "vitest";
import { plannedStep } from "../../state/build/buildFixture.ts";
import { appendLog, emptyLog } from "../../state/build/buildLog.ts";
import { logMatches, MOST_MATCHES, matchAt, splitByQuery } from "./logMatches.ts";

const step = (id: string, title: string) => ({ ...plannedStep(id, title, 0), state: "done" as const });
const steps = [step("a", "FROM busybox"), step("b", "RUN make"), step("c", "RUN make test")];
const logs = {
  b: appendLog(emptyLog, `${"quiet\n".repeat(600)}Error: one\n\x1b[31merr\x1b[0mor: two\n`),
  c: appendLog(emptyLog, "no ERROR\n"),
};

describe("looking for something in the log", () => {
  it("finds lines in every step, whatever the case, the chunk, or the colors within a word", () => {
    expect(logMatches({ steps, logs }, "error")).toEqual([
      { step: "b", line: 600 },
      { step: "b", line: 601 },
      { step: "c", line: 0 },
    ]);
    expect(logMatches({ steps, logs }, "")).toEqual([]);
    expect(logMatches({ steps, logs }, "(")).toEqual([]);
  });

  it("stops counting at a limit", () => {
    const many = { b: appendLog(emptyLog, "x\n".repeat(MOST_MATCHES + 5)) };
    expect(logMatches({ steps, logs: many }, "x")).toHaveLength(MOST_MATCHES);
  });

  it("wraps around at both ends", () => {
    const matches = logMatches({ steps, logs }, "error");
    expect([0, 2, 3, -1, -4].map((at) => matchAt(matches, at))).toEqual([0, 2, 0, 2, 2]);
    expect(matchAt([], 3)).toBe(-1);
  });

  it("marks matches and nothing else", () => {
    expect(splitByQuery("an Error, an error", "ERROR")).toEqual(["an ", "Error", ", an ", "error", ""]);
    expect(splitByQuery("nothing", "x")).toEqual(["nothing"]);
    expect(splitByQuery("İx", "x")).toEqual(["İx"]);
  });
});
