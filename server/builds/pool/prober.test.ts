import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Prober } from "./prober.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** When each of the probes came, in milliseconds from the start. */
async function probesOf(count: number, random: number): Promise<number[]> {
  const start = Date.now();
  const times: number[] = [];
  const prober = new Prober(
    async () => {
      times.push(Date.now() - start);
      return times.length === count;
    },
    () => random,
  );
  prober.start();
  prober.start();
  await vi.advanceTimersByTimeAsync(3_600_000);
  return times;
}

test("pauses double up to a minute, and end with an answer", async () => {
  const times = await probesOf(9, 0.5);
  const pauses = times.map((time, index) => (time - (times[index - 1] ?? 0)) / 1000);
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test("pauses differ by a quarter at most, so that many servers don't probe at once", async () => {
  expect(await probesOf(1, 0)).toEqual([750]);
  expect(await probesOf(1, 1)).toEqual([1250]);
});

test("one that answers and fails again is probed less and less, until it proves sound", async () => {
  let probes = 0;
  const prober = new Prober(
    async () => {
      probes += 1;
      return true;
    },
    () => 0.5,
  );
  prober.start();
  await vi.advanceTimersByTimeAsync(1000);
  expect(probes).toBe(1);
  prober.start();
  await vi.advanceTimersByTimeAsync(1000);
  expect(probes).toBe(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(probes).toBe(2);
  prober.reset();
  prober.start();
  await vi.advanceTimersByTimeAsync(1000);
  expect(probes).toBe(3);
});

test("a stopped one probes no more", async () => {
  let probes = 0;
  const prober = new Prober(async () => {
    probes += 1;
    return false;
  });
  prober.start();
  prober.stop();
  await vi.advanceTimersByTimeAsync(100_000);
  expect(probes).toBe(0);
});

test("while somebody looks, no pause is longer than ten seconds", async () => {
  const start = Date.now();
  const times: number[] = [];
  const prober = new Prober(
    async () => {
      times.push((Date.now() - start) / 1000);
      return false;
    },
    () => 0.5,
  );
  prober.start();
  await vi.advanceTimersByTimeAsync(32_000);
  for (let looks = 0; looks < 6; looks += 1) {
    prober.hurry();
    await vi.advanceTimersByTimeAsync(5000);
  }
  prober.stop();
  expect(times).toEqual([1, 3, 7, 15, 31, 42, 52, 62]);
});
