import { expect, it } from "vitest";
import { problem } from "#contract/problem.ts";
import { emptyRun, plannedStep, queuedBuild } from "../build/buildFixture.ts";
import type { BuildState } from "../build/buildState.ts";
import { linkedRun } from "./selectionLinked.ts";

const run = { ...emptyRun("one"), steps: [{ ...plannedStep("0.0", "FROM busybox", 0), state: "done" as const }] };

it("links follow a build as soon as it has steps, and stay where it failed before it had any", () => {
  const none = { steps: [] };
  expect(linkedRun(none, { phase: "idle" })).toBe(none);
  expect(linkedRun(none, { phase: "running", run, canceling: false })).toBe(run);
  expect(linkedRun(run, queuedBuild("two"))).toBe(run);
  const failed: BuildState = {
    phase: "failed",
    run: emptyRun("two"),
    finishedAt: 1,
    problem: problem("dockerfile/syntax", "unknown instruction: RUNN"),
  };
  expect(linkedRun(run, failed)).toBe(run);
});
