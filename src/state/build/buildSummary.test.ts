import { describe, expect, it } from "vitest";
import type { LiveStep } from "#contract/buildProgress.ts";
import { lineNotes } from "../selection/buildLineNotes.ts";
import { sameLines } from "../selection/selectionShift.ts";
import { digestOf, emptyRun, plannedStep } from "./buildFixture.ts";
import type { BuildState } from "./buildState.ts";
import { summaryOf } from "./buildSummary.ts";

const steps: LiveStep[] = [
  { ...plannedStep("a", "FROM busybox", 0), state: "cached", startedAt: 1000, finishedAt: 1001 },
  { ...plannedStep("b", "ENV A=1", 1), state: "cached", startedAt: 1001, finishedAt: 1001 },
  {
    ...plannedStep("c", "RUN make", 2),
    state: "done",
    startedAt: 1001,
    finishedAt: 1241,
    layer: { diffId: digestOf("1"), size: 4096, files: 3 },
  },
];
const done: BuildState = {
  phase: "done",
  run: { ...emptyRun("one"), steps },
  finishedAt: 1310,
  image: { id: digestOf("2"), tags: [] },
};

describe("the summary of a build", () => {
  it("counts the steps that have a number, and those of them that were cached", () => {
    expect(summaryOf(done)).toEqual({ duration: 310, cached: 1, steps: 2 });
  });

  it("has no time while the build runs", () => {
    expect(summaryOf({ phase: "running", run: done.run, canceling: false })).toEqual({ cached: 1, steps: 2 });
  });
});

describe("the notes beside the lines", () => {
  it("say size and time of a step that made a layer, and nothing for a line that only changed configuration", () => {
    const notes = lineNotes(done.run.steps, undefined, sameLines);
    expect(notes.find(({ line }) => line === 2)).toMatchObject({ size: 4096, duration: 240, state: "done" });
    expect(notes.some(({ line }) => line === 1)).toBe(false);
  });
});
