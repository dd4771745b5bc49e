import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useNotices } from "./notices.ts";
import { tellWhile } from "./tellWhile.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const told = () => useNotices.getState().notices.map(({ text }) => text);

test("what takes long is told until it is done", async () => {
  const work = Promise.withResolvers<void>();
  const telling = tellWhile("Opening…", work.promise);
  expect(told()).toEqual([]);
  await vi.advanceTimersByTimeAsync(400);
  expect(told()).toEqual(["Opening…"]);
  work.resolve();
  await telling;
  expect(told()).toEqual([]);
});

test("what is done at once is not told", async () => {
  await tellWhile("Opening…", Promise.resolve());
  await vi.advanceTimersByTimeAsync(400);
  expect(told()).toEqual([]);
});
