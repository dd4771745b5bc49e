import { expect, it } from "vitest";
import { matchesPath } from "./pathPattern.ts";

it.each([
  ["busybox:latest", "busybox:lat*", true],
  ["busybox", "b?sy*x", true],
  ["busybox", "*", true],
  ["team/app:1", "*", false],
  ["team/app:1", "*/app:*", true],
  ["team/app", "team/ap", false],
  ["aab", "*ab", true],
  ["abab", "a*b*c", false],
])("%s against %s: %s", (text, pattern, matches) => {
  expect(matchesPath(text, pattern)).toBe(matches);
});

it("takes no time for a pattern of many stars", () => {
  expect(matchesPath("a".repeat(5000), `${"*a".repeat(2000)}b`)).toBe(false);
});
