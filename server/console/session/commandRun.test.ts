import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CommandRun } from "./commandRun.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("aborts a command that was to end and did not", async () => {
  const run = new CommandRun();
  run.onInterrupt(() => {});
  run.interrupt();
  run.abortLater();
  await vi.advanceTimersByTimeAsync(2999);
  expect(run.signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(run.signal.aborted).toBe(true);
});

it("leaves a command alone that ended when it was asked to", async () => {
  const run = new CommandRun();
  run.abortLater();
  await run.finish(Promise.resolve(0));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(run.signal.aborted).toBe(false);
});
