import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createEventBatch } from "./buildEventBatch.ts";

beforeEach(() => void vi.useFakeTimers({ now: 1000 }));
afterEach(() => void vi.useRealTimers());

it("delivers the first event after a pause at once, and a flood in batches, in order", () => {
  const delivered: number[][] = [];
  const batch = createEventBatch<number>((events) => delivered.push([...events]));
  batch.add(1);
  vi.advanceTimersByTime(1);
  expect(delivered).toEqual([[1]]);
  for (let event = 2; event <= 500; event += 1) batch.add(event);
  vi.advanceTimersByTime(60);
  expect(delivered).toHaveLength(2);
  expect(delivered.flat()).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
});

it("delivers pending events on demand, and none twice", () => {
  const delivered: number[][] = [];
  const batch = createEventBatch<number>((events) => delivered.push([...events]));
  batch.add(1);
  batch.flush();
  batch.flush();
  vi.advanceTimersByTime(100);
  expect(delivered).toEqual([[1]]);
});
