import { expect, test } from "vitest";
import type { BuildEvent } from "#contract/build.ts";
import { applyBuildEvent, queuedBuild } from "./buildState.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } };
const step = (id: string) => ({ id, stage: 0, instruction: "RUN", title: `RUN ${id}`, range, configOnly: false });
const planned: BuildEvent = { type: "planned", stages: [], steps: [step("a"), step("b")] };
const after = (...events: BuildEvent[]) => events.reduce(applyBuildEvent, queuedBuild("x", 1));

test("a planned build has its steps, all pending", () => {
  expect(after(planned).steps.map(({ id, state }) => [id, state])).toEqual([
    ["a", "pending"],
    ["b", "pending"],
  ]);
});

test("a step knows when it began and ended", () => {
  const build = after(
    planned,
    { type: "step", step: "a", state: "running", at: 10 },
    { type: "step", step: "a", state: "done", at: 30 },
    { type: "step", step: "b", state: "cached", at: 31 },
  );
  expect(build.steps).toMatchObject([
    { state: "done", startedAt: 10, finishedAt: 30 },
    { state: "cached", startedAt: 31, finishedAt: 31 },
  ]);
});

test("a step that was running when its build was canceled is canceled", () => {
  const build = after(
    planned,
    { type: "step", step: "a", state: "running", at: 10 },
    { type: "finished", state: "canceled", at: 20 },
  );
  expect(build.state).toBe("canceled");
  expect(build.steps).toMatchObject([{ state: "canceled", finishedAt: 20 }, { state: "pending" }]);
});

test("a failed build fails the step it names and cancels the ones beside it", () => {
  const build = after(
    planned,
    { type: "step", step: "a", state: "running", at: 1 },
    { type: "step", step: "b", state: "running", at: 1 },
    { type: "finished", state: "failed", step: "b", at: 2 },
  );
  expect(build.steps.map((each) => each.state)).toEqual(["canceled", "failed"]);
});

test("a finished build stays as it is", () => {
  const done = after(planned, { type: "finished", state: "done", at: 5 });
  expect(applyBuildEvent(done, { type: "finished", state: "failed", at: 6 })).toBe(done);
  expect(applyBuildEvent(done, { type: "step", step: "a", state: "running", at: 6 })).toBe(done);
});
