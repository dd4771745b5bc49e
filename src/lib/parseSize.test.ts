import { expect, it } from "vitest";
import { parseSize } from "./parseSize.ts";

it("reads sizes as people write them", () => {
  expect(["500", "10 kB", "1.5m", " 2 GB ", "0"].map(parseSize)).toEqual([500, 10_000, 1_500_000, 2e9, 0]);
});

it("says so if it is no size", () => {
  expect(["", "kB", "1 TiB", "-1", "1,5 MB"].map(parseSize)).toEqual(Array(5).fill(undefined));
});
