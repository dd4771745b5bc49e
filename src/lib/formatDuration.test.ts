import { expect, it } from "vitest";
import { formatElapsed } from "./formatDuration.ts";

it("a running duration is in whole seconds, and never goes backwards", () => {
  expect([-400, 0, 999, 12_345, 59_999, 125_000].map(formatElapsed)).toEqual([
    ...["0 s", "0 s", "0 s", "12 s", "59 s", "2 min 05 s"],
  ]);
});
