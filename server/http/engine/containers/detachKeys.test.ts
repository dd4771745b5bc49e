import { expect, it } from "vitest";
import { detachKeysOf } from "./detachKeys.ts";

it("takes Ctrl-P Ctrl-Q unless the client says otherwise", () => {
  expect([null, undefined, ""].map(detachKeysOf)).toEqual(Array(3).fill([16, 17]));
  expect(detachKeysOf("ctrl-a")).toEqual([1]);
});

it("refuses what is no key in Docker's words", () => {
  expect(() => detachKeysOf("ctrl-")).toThrow("Invalid detach keys (ctrl-) provided");
});
