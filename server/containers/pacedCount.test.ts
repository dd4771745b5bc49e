import { expect, test } from "vitest";
import { PacedCount } from "./pacedCount.ts";

function counted(durationMs: number) {
  let now = 0;
  let counts = 0;
  const paced = new PacedCount(
    async () => {
      now += durationMs;
      counts += 1;
      return counts;
    },
    () => now,
  );
  const after = async (ms: number) => {
    now += ms;
    return await paced.get();
  };
  return { paced, after };
}

test("counts again at most once a second", async () => {
  const { paced, after } = counted(3);
  expect([await paced.get(), await after(500), await after(501)]).toEqual([1, 1, 2]);
});

test("rests twenty times as long as a count took", async () => {
  const { paced, after } = counted(400);
  expect([await paced.get(), await after(7900), await after(101)]).toEqual([1, 1, 2]);
});

test("callers at the same time share one count", async () => {
  const { paced } = counted(3);
  expect(await Promise.all([paced.get(), paced.get(), paced.get()])).toEqual([1, 1, 1]);
});
