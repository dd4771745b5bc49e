import { expect, test } from "vitest";
import type { Build } from "#contract/build.ts";
import { buildTrace } from "./buildSpans.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const step = { id: "0.1", stage: 0, instruction: "RUN", title: "RUN echo my-secret", range, configOnly: false };
const failed: Build = {
  id: "b1",
  state: "failed",
  name: "my-name",
  steps: [
    { ...step, state: "done", startedAt: 30, finishedAt: 40 },
    { ...step, id: "0.2", state: "failed", startedAt: 40, finishedAt: 50 },
    { ...step, id: "0.3", state: "pending" },
  ],
  problem: { type: "x", status: 422, code: "build/run-failed", title: "t", detail: "echo my-secret failed" },
  createdAt: 10,
  startedAt: 20,
  finishedAt: 60,
};

test("a build has a queue, a plan, and its steps, each with its time", () => {
  const trace = buildTrace(failed);
  expect(trace?.build).toMatchObject({ name: "build", start: 10, end: 60, failed: true });
  expect(trace?.parts.map(({ name, start, end }) => [name, start, end])).toEqual([
    ["queue", 10, 20],
    ["plan", 20, 30],
    ["RUN", 30, 40],
    ["RUN", 40, 50],
  ]);
  expect(trace?.parts.map(({ failed }) => failed)).toEqual([false, false, false, true]);
});

test("what is done after the last step is the export, if there is an image", () => {
  const done = buildTrace({ ...failed, state: "done", steps: failed.steps.slice(0, 1) });
  expect(done?.parts.at(-1)).toMatchObject({ name: "export", start: 40, end: 60 });
});

test("nothing that somebody wrote is in a trace", () => {
  expect(JSON.stringify(buildTrace(failed))).not.toMatch(/my-/);
});

test("a build that was canceled in the queue has waited and nothing else, and a running one has no trace", () => {
  const { startedAt: _startedAt, ...queued } = { ...failed, state: "canceled" as const, steps: [] };
  expect(buildTrace(queued)?.parts.map(({ name, end }) => [name, end])).toEqual([["queue", 60]]);
  const { finishedAt: _finishedAt, ...running } = { ...failed, state: "running" as const };
  expect(buildTrace(running)).toBeUndefined();
});
