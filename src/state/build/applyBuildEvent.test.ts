import { describe, expect, it } from "vitest";
import type { BuildEvent } from "#contract/buildEvent.ts";
import { problem } from "#contract/problem.ts";
import { applyBuildEvent, applyBuildEvents } from "./applyBuildEvent.ts";
import { digestOf, plannedStep, queuedBuild } from "./buildFixture.ts";
import { allLines, emptyLog } from "./buildLog.ts";
import { type BuildState, runOf } from "./buildState.ts";

const planned: BuildEvent = {
  type: "planned",
  stages: [],
  steps: [plannedStep("a", "FROM busybox", 0), plannedStep("b", "RUN make", 1)],
};
const step = (id: string, state: "running" | "cached" | "done" | "failed", at: number): BuildEvent => ({
  type: "step",
  step: id,
  state,
  at,
});
const log = (id: string, text: string): BuildEvent => ({ type: "log", step: id, stream: "stdout", text });

function stateAfter(...events: BuildEvent[]): BuildState {
  return applyBuildEvents(queuedBuild("one"), "one", events);
}

function stepsOf(build: BuildState) {
  return runOf(build)?.steps ?? [];
}

describe("applyBuildEvent", () => {
  it("shows the planned steps as pending", () => {
    const build = stateAfter(planned);
    expect(build.phase).toBe("running");
    expect(stepsOf(build).map(({ id, state }) => [id, state])).toEqual([
      ["a", "pending"],
      ["b", "pending"],
    ]);
  });

  it("keeps the times when a step began and ended", () => {
    const [first] = stepsOf(stateAfter(planned, step("a", "running", 100), step("a", "done", 140)));
    expect(first).toMatchObject({ state: "done", startedAt: 100, finishedAt: 140 });
  });

  it("keeps why a step missed the cache, even after it ended", () => {
    const miss = { reason: "app/server.py changed", changed: [] };
    const build = stateAfter(
      planned,
      { type: "step", step: "b", state: "running", at: 1, cacheMiss: miss },
      step("b", "done", 2),
    );
    expect(stepsOf(build)[1]?.cacheMiss?.reason).toBe("app/server.py changed");
  });

  it("forgets why a step missed if a busy builder finds it in the cache after all", () => {
    const miss = { reason: "app/server.py changed", changed: [] };
    const build = stateAfter(
      planned,
      { type: "step", step: "b", state: "running", at: 1, cacheMiss: miss },
      step("b", "cached", 2),
    );
    expect(stepsOf(build)[1]).not.toHaveProperty("cacheMiss");
  });

  it("gives each step its own output, whatever order it arrives in", () => {
    const build = stateAfter(planned, log("a", "one\n"), log("b", "make\n"), log("a", "two\n"));
    expect(allLines(runOf(build)?.logs.a ?? emptyLog)).toEqual(["one", "two"]);
    expect(allLines(runOf(build)?.logs.b ?? emptyLog)).toEqual(["make"]);
  });

  it("shows progress while a step runs and drops it at its end", () => {
    const progress: BuildEvent = { type: "progress", step: "a", label: "downloading", current: 5, total: 10 };
    const running = stateAfter(planned, step("a", "running", 1), progress);
    expect(stepsOf(running)[0]?.progress).toEqual({ label: "downloading", current: 5, total: 10 });
    expect(stepsOf(applyBuildEvent(running, "one", step("a", "done", 2)))[0]?.progress).toBeUndefined();
  });

  it("stays queued while its place is updated, and has its source once it starts", () => {
    const queued = stateAfter({ type: "queued", ahead: 2 }, { type: "queued", ahead: 1 });
    expect(queued).toMatchObject({ phase: "queued", run: { ahead: 1 } });
    const source = { dockerfile: "Dockerfile", dockerfileText: "FROM busybox\n" };
    const begun = applyBuildEvent(queued, "one", { type: "source", ...source });
    expect(begun).toMatchObject({ phase: "running", run: { source } });
    expect(runOf(begun)?.ahead).toBeUndefined();
  });

  it("drops events of another build", () => {
    const build = stateAfter(planned);
    expect(applyBuildEvent(build, "two", step("a", "done", 9))).toBe(build);
  });

  it("drops events after the end", () => {
    const image = { id: digestOf("1"), tags: [] };
    const done = stateAfter(planned, { type: "finished", state: "done", at: 9, image });
    expect(done.phase).toBe("done");
    expect(applyBuildEvent(done, "one", log("a", "late\n"))).toBe(done);
  });

  it("marks the step that failed, and those that were cut off by it as canceled", () => {
    const build = stateAfter(planned, step("a", "running", 1), step("b", "running", 1), {
      type: "finished",
      state: "failed",
      at: 5,
      step: "b",
      problem: problem("build/run-failed", "exit code 2"),
    });
    expect(build).toMatchObject({ phase: "failed", failedStep: "b" });
    expect(stepsOf(build).map(({ state }) => state)).toEqual(["canceled", "failed"]);
  });

  it("is a clear failure if a build is done but has no image", () => {
    expect(stateAfter(planned, { type: "finished", state: "done", at: 1 }).phase).toBe("failed");
  });

  it("stays canceling until the build ends", () => {
    const run = runOf(queuedBuild("one"));
    if (!run) throw new Error("a queued build has a run");
    const canceling: BuildState = { phase: "running", run, canceling: true };
    expect(applyBuildEvent(canceling, "one", planned)).toMatchObject({ phase: "running", canceling: true });
  });

  it("follows a build with the maximum of steps, event by event, without blocking the page", () => {
    const ids = Array.from({ length: 5000 }, (_, index) => String(index));
    const steps = ids.map((id, line) => plannedStep(id, `ENV A${id}=1`, line));
    let build = stateAfter({ type: "planned", stages: [], steps });
    const begun = performance.now();
    for (const id of ids.slice(0, 500))
      build = applyBuildEvents(build, "one", [step(id, "running", 1), step(id, "done", 2)]);
    // A batch comes every 50 ms: these are the batches of half a minute.
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(stepsOf(build).filter(({ state }) => state === "done")).toHaveLength(500);
  });
});
