import { describe, expect, it } from "vitest";
import type { LiveStep } from "#contract/buildProgress.ts";
import { plannedStep } from "../../state/build/buildFixture.ts";
import { appendLog, emptyLog, type StepLog } from "../../state/build/buildLog.ts";
import { rowOfMatch } from "./logMatchRow.ts";
import { layOutLog, logRowAt, styleAtLine } from "./logRows.ts";
import { logText } from "./logText.ts";
import { wrapLogs } from "./wrappedLog.ts";

const steps: LiveStep[] = [
  { ...plannedStep("a", "FROM busybox", 0), state: "cached" },
  { ...plannedStep("b", "ENV A=1", 1), state: "done" },
  { ...plannedStep("c", "RUN make", 2), state: "running" },
  { ...plannedStep("d", "RUN later", 3), state: "pending" },
];
const logs: Record<string, StepLog> = { c: appendLog(emptyLog, "one\n\x1b[32mtwo\nthree\x1b[0m\nfour\n") };

function described(collapsed: string[] = []) {
  const layout = layOutLog({ steps, logs }, new Set(collapsed));
  return Array.from({ length: layout.rows }, (_, at) => {
    const row = logRowAt(layout, at);
    return row?.kind === "step"
      ? `${row.section.number}/${layout.steps} ${row.section.step.title}`
      : `line ${row?.line}`;
  });
}

describe("the rows of the log", () => {
  it("are the steps that began, each with its lines below it", () => {
    expect(described()).toEqual(["1/3 FROM busybox", "2/3 RUN make", "line 0", "line 1", "line 2", "line 3"]);
  });

  it("are only the step if it is collapsed", () => {
    expect(described(["c"])).toEqual(["1/3 FROM busybox", "2/3 RUN make"]);
  });

  it("are found among 100,000 at once", () => {
    const many = { ...logs, a: appendLog(emptyLog, "x\n".repeat(100_000)) };
    const layout = layOutLog({ steps, logs: many }, new Set());
    expect(logRowAt(layout, 100_000)).toMatchObject({ kind: "line", line: 99_999 });
    expect(logRowAt(layout, 100_001)).toMatchObject({ kind: "step", section: { step: { id: "c" } } });
    expect(logRowAt(layout, layout.rows)).toBeUndefined();
  });

  it("are several for a line that is wrapped, and all lead to it", () => {
    const wrapped = wrapLogs(logs, 4);
    const layout = layOutLog({ steps, logs }, new Set(), wrapped);
    expect(layout.rows).toBe(7);
    const three = { kind: "line", line: 2, start: 4, end: 6 };
    expect([logRowAt(layout, 4), logRowAt(layout, 5)]).toMatchObject([three, three]);
    expect(logRowAt(layout, 6)).toMatchObject({ line: 3 });
    expect(layOutLog({ steps, logs }, new Set(["c"]), wrapped).rows).toBe(2);
  });

  it("show the row of a wrapped line in which a match begins", () => {
    const layout = layOutLog({ steps, logs }, new Set(), wrapLogs(logs, 2));
    expect(rowOfMatch(layout, { step: "c", line: 2 }, "EE")).toBe(7);
    expect(rowOfMatch(layOutLog({ steps, logs }, new Set()), { step: "c", line: 2 }, "EE")).toBe(4);
    expect(rowOfMatch(layout, { step: "gone", line: 0 }, "EE")).toBeUndefined();
  });

  it("keep a color across lines", () => {
    const log = logs.c ?? emptyLog;
    expect(styleAtLine(log, 2)).toEqual({ color: 2 });
    expect(styleAtLine(log, 3)).toEqual({});
  });
});

it("the copied log is plain text, steps and lines", () => {
  expect(logText({ steps, logs })).toBe(
    "[1/3] FROM busybox (cached)\n[2/3] RUN make (running)\n  one\n  two\n  three\n  four\n",
  );
});
