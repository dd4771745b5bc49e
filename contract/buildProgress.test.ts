import { describe, expect, it } from "vitest";
import type { StepState } from "./build.ts";
import type { BuildEvent, FinishedEvent } from "./buildEvent.ts";
import { BuildProgress } from "./buildProgress.ts";
import { problem } from "./problem.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } };
const planned = (id: string) => ({ id, stage: 0, instruction: "RUN", title: `RUN ${id}`, range, configOnly: false });
const plan: BuildEvent = { type: "planned", stages: [], steps: [planned("a"), planned("b")] };
const step = (id: string, state: StepState, at: number): BuildEvent => ({ type: "step", step: id, state, at });
const ends = (state: FinishedEvent["state"], at: number, more: Partial<FinishedEvent> = {}): BuildEvent => ({
  type: "finished",
  state,
  at,
  ...more,
});

function told(...events: BuildEvent[]): BuildProgress {
  const progress = new BuildProgress();
  for (const event of events) progress.apply(event);
  return progress;
}

const states = ({ steps }: BuildProgress) => steps.map(({ state }) => state);

describe("a build's progress", () => {
  it("has the planned steps, all pending", () => {
    expect(states(told(plan))).toEqual(["pending", "pending"]);
  });

  it("has the text it is built from, before and after the plan", () => {
    const source = { dockerfile: "Dockerfile", dockerfileText: "RUN a\nRUN b\n" };
    expect(told({ type: "source", ...source }).source).toEqual(source);
    expect(told({ type: "source", ...source }, plan, ends("canceled", 9)).source).toEqual(source);
    expect(told(plan).source).toBeUndefined();
  });

  it("has the times when a step began and ended", () => {
    const { steps } = told(plan, step("a", "running", 10), step("a", "done", 30), step("b", "cached", 31));
    expect(steps).toMatchObject([
      { state: "done", startedAt: 10, finishedAt: 30 },
      { state: "cached", startedAt: 31, finishedAt: 31 },
    ]);
  });

  it("uses the first start of a step that reports running twice", () => {
    const { steps } = told(plan, step("a", "running", 10), step("a", "running", 20), step("a", "done", 30));
    expect(steps[0]).toMatchObject({ startedAt: 10, finishedAt: 30 });
  });

  it("clears the start of a step that waits again", () => {
    expect(told(plan, step("a", "pending", 5)).steps[0]).not.toHaveProperty("startedAt");
  });

  it("fails no step if the failure names none: running steps were cut off", () => {
    const why = problem("build/timeout", "It took too long.");
    const build = told(plan, step("a", "running", 1), ends("failed", 9, { problem: why }));
    expect(states(build)).toEqual(["canceled", "pending"]);
    expect(build.end).toEqual({ state: "failed", at: 9, problem: why });
  });

  it("fails the step that the failure names, even one that never reported running, and cancels parallel ones", () => {
    const build = told(plan, step("a", "running", 1), ends("failed", 2, { step: "b" }));
    expect(states(build)).toEqual(["canceled", "failed"]);
  });

  it("leaves nothing running after a successful build", () => {
    const image = { id: `sha256:${"1".repeat(64)}` as const, tags: [] };
    const build = told(plan, step("a", "running", 1), ends("done", 2, { image }));
    expect(build.end).toEqual({ state: "done", at: 2, image });
    expect(build.steps[0]).toMatchObject({ state: "canceled", finishedAt: 2 });
  });

  it("is a clear failure if a build is done but has no image", () => {
    expect(told(plan, ends("done", 1)).end).toMatchObject({ state: "failed", problem: { code: "internal" } });
  });

  it("shows the progress of a step while it runs, and drops it at its end", () => {
    const half: BuildEvent = { type: "progress", step: "a", label: "downloading", current: 5, total: 10 };
    expect(told(plan, step("a", "running", 1), half).steps[0]?.progress).toEqual({
      label: "downloading",
      current: 5,
      total: 10,
    });
    expect(told(plan, step("a", "running", 1), half, step("a", "done", 2)).steps[0]).not.toHaveProperty("progress");
  });

  it("does not change after the end, whatever follows", () => {
    const build = told(plan, ends("canceled", 5), step("a", "running", 6), ends("failed", 7), plan);
    expect(build.end).toEqual({ state: "canceled", at: 5 });
    expect(states(build)).toEqual(["pending", "pending"]);
  });

  it("replaces the step an event is about, and no other", () => {
    const build = told(plan);
    const [a, b] = build.steps;
    build.apply(step("a", "done", 1));
    expect(build.steps[0]).not.toBe(a);
    expect(build.steps[1]).toBe(b);
  });

  it("continues from another's state without changing it", () => {
    const before = told(plan, step("a", "done", 1));
    const next = new BuildProgress(before);
    next.apply(step("b", "done", 2));
    expect([states(before), states(next)]).toEqual([
      ["done", "pending"],
      ["done", "done"],
    ]);
  });

  it("handles the events of 100,000 steps quickly", () => {
    const ids = Array.from({ length: 100_000 }, (_, index) => String(index));
    const build = told({ type: "planned", stages: [], steps: ids.map(planned) });
    const begun = performance.now();
    for (const id of ids) build.apply(step(id, "done", 1));
    // Checking all steps for each event would be ten billion checks: most of a minute.
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});
