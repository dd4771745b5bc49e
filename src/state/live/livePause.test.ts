import { expect, it } from "vitest";
import { type LiveConditions, livePause } from "./livePause.ts";

const FINE: LiveConditions = {
  isReady: true,
  isUp: true,
  isHidden: false,
  isShared: false,
  canHoldBack: true,
  isAllowed: true,
};

it("builds if nothing is in the way", () => {
  expect(livePause(FINE)).toBeUndefined();
});

it.each([
  ["loading", { isReady: false }],
  ["shared", { isShared: true }],
  ["room", { isAllowed: false }],
  ["offline", { isUp: false, canHoldBack: false }],
  ["builder", { canHoldBack: false }],
  ["hidden", { isHidden: true }],
] as const)("says that it waits: %s", (why, conditions) => {
  expect(livePause({ ...FINE, ...conditions })).toBe(why);
});
