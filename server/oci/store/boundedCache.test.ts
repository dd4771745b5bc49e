import { expect, it } from "vitest";
import { BoundedCache } from "./boundedCache.ts";

it("keeps the values that were used last, and tells which it drops", () => {
  const dropped: string[] = [];
  const cache = new BoundedCache<number, string>(3, (value) => dropped.push(value));
  for (const [key, value] of ["a", "b", "c"].entries()) cache.set(key, value, 1);
  cache.get(0);
  cache.set(3, "d", 1);
  expect(dropped).toEqual(["b"]);
  cache.deleteIf((value) => value > "c");
  cache.clear();
  expect(dropped).toEqual(["b", "d", "c", "a"]);
});
