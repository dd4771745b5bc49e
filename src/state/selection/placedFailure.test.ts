import { describe, expect, it } from "vitest";
import { problem } from "#contract/problem.ts";
import { emptyRun, linesAt, plannedStep } from "../build/buildFixture.ts";
import type { BuildState } from "../build/buildState.ts";
import { placedFailure } from "./placedFailure.ts";
import { lineShift } from "./selectionShift.ts";

const BUILT = "FROM busybox\nRUN false\nCMD x\n";
const steps = [
  { ...plannedStep("0.0", "FROM busybox", 0), state: "done" as const },
  { ...plannedStep("0.1", "RUN false", 1), state: "failed" as const },
];
const failed: BuildState = {
  phase: "failed",
  run: { ...emptyRun("one"), steps },
  finishedAt: 1,
  problem: problem("build/run-failed", "exit code: 1"),
  failedStep: "0.1",
};
const failureIn = (now: string | undefined, build = failed) => placedFailure(build, lineShift(BUILT, now));

describe("what ended the last build", () => {
  it("stays at its statement, wherever that is now", () => {
    expect(failureIn(BUILT)?.range).toEqual(linesAt(1));
    expect(failureIn(`# new\n${BUILT}`)?.range?.start.line).toBe(2);
    expect(failureIn(BUILT.replace("CMD x", "CMD y"))?.range).toEqual(linesAt(1));
  });

  it("disappears as soon as its statement is edited, deleted, or replaced with the whole text", () => {
    expect(failureIn("FROM busybox\nRUN true\nCMD x\n")).toBeUndefined();
    expect(failureIn("FROM busybox\nCMD x\n")).toBeUndefined();
    expect(failureIn("FROM alpine\nRUN apk add x\nCMD sh\n")).toBeUndefined();
  });

  it("uses the place in the problem if the build had no steps", () => {
    const syntax = problem("dockerfile/syntax", "unknown instruction: WROKDIR", { range: linesAt(1) });
    const early: BuildState = { ...failed, run: emptyRun("one"), problem: syntax };
    expect(failureIn(`\n${BUILT}`, early)?.range?.start.line).toBe(2);
    expect(failureIn("FROM busybox\nWORKDIR /\n", early)).toBeUndefined();
  });

  it("has no place if it came from no statement, or from an unknown text", () => {
    const refused: BuildState = { phase: "refused", problem: problem("build/queue-full", "32 are waiting.") };
    expect(placedFailure(refused, lineShift(undefined, BUILT))).toEqual({ problem: refused.problem });
    expect(placedFailure(failed, lineShift(undefined, BUILT))).toEqual({ problem: failed.problem });
  });

  it("is undefined after a successful build", () => {
    expect(placedFailure({ phase: "idle" }, lineShift(BUILT, BUILT))).toBeUndefined();
  });
});
