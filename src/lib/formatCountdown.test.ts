import { expect, test } from "vitest";
import { formatCountdown } from "./formatCountdown.ts";

test.each([
  [-1, "0:00"],
  [1, "0:01"],
  [245_000, "4:05"],
  [3_750_000, "1:02:30"],
])("%d ms are %s", (ms, text) => {
  expect(formatCountdown(ms)).toBe(text);
});
