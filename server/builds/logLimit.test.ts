import { expect, test } from "vitest";
import type { BuildEvent } from "#contract/buildEvent.ts";
import { LogLimit } from "./logLimit.ts";

const log = (text: string): BuildEvent => ({ type: "log", step: "a", stream: "stdout", text });
const progress = (current: number): BuildEvent => ({
  type: "progress",
  step: "a",
  label: "layer",
  current,
  total: 100,
});

test("too much output is cut once, with a note", () => {
  const limit = new LogLimit(1000);
  expect(limit.take(log("x".repeat(500)), 0)).toHaveLength(1);
  expect(limit.take(log("x".repeat(500)), 0)).toMatchObject([
    { text: expect.stringContaining("Output limit reached") },
  ]);
  expect(limit.take(log("x"), 0)).toEqual([]);
});

test("a build whose output was cut still reports its steps", () => {
  const limit = new LogLimit(10);
  limit.take(log("x".repeat(100)), 0);
  const ended: BuildEvent = { type: "step", step: "a", state: "done", at: 1 };
  expect(limit.take(ended, 1)).toEqual([ended]);
});

test("progress is thinned out, but its end is always reported", () => {
  const limit = new LogLimit(1000);
  expect(limit.take(progress(1), 0)).toHaveLength(1);
  expect(limit.take(progress(2), 50)).toEqual([]);
  expect(limit.take(progress(3), 150)).toHaveLength(1);
  expect(limit.take(progress(100), 160)).toHaveLength(1);
});
