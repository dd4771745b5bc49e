import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createChecking } from "./checking.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function counted() {
  const ends: (() => void)[] = [];
  const checking = createChecking(() => new Promise((resolve) => void ends.push(resolve)));
  return { ends, checking };
}

test("what happens together is judged once", async () => {
  const { ends, checking } = counted();
  checking.soon();
  checking.soon();
  await vi.advanceTimersByTimeAsync(100);
  expect(ends).toHaveLength(1);
});

test("nothing is judged while somebody types", async () => {
  const { ends, checking } = counted();
  for (let key = 0; key < 10; key++) {
    checking.afterPause();
    await vi.advanceTimersByTimeAsync(400);
    checking.notNow();
  }
  expect(ends).toHaveLength(0);
  checking.afterPause();
  await vi.advanceTimersByTimeAsync(1000);
  expect(ends).toHaveLength(1);
});

test("typing does not hold back what a build or a command has to be judged for", async () => {
  const { ends, checking } = counted();
  checking.soon();
  checking.notNow();
  checking.afterPause();
  await vi.advanceTimersByTimeAsync(100);
  expect(ends).toHaveLength(1);
});

test("what happens during a check is judged by one more", async () => {
  const { ends, checking } = counted();
  checking.soon();
  await vi.advanceTimersByTimeAsync(100);
  checking.soon();
  await vi.advanceTimersByTimeAsync(100);
  checking.soon();
  await vi.advanceTimersByTimeAsync(100);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(ends).toHaveLength(2);
});
