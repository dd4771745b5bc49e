import { expect, test } from "vitest";
import { CreateRate } from "./createRate.ts";

test("each may make so many in a time, and no more until it has passed", () => {
  let now = 0;
  const rate = new CreateRate({ count: 2, perMs: 1000 }, () => now);
  const take = (key: string) => () => rate.take(key);
  take("ann")();
  take("ann")();
  now = 400;
  expect(take("ann")).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ next: "Try again in 1 s." }) }),
  );
  expect(take("bob")).not.toThrow();
  now = 1000;
  expect(take("ann")).not.toThrow();
});
