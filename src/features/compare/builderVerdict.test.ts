import { expect, it } from "vitest";
import { bothMessages } from "./bothMessages.ts";

it("says what differs as a sentence", () => {
  expect(bothMessages.parts(0, 0, 1)).toBe("1 file differs.");
  expect(bothMessages.parts(2, 1, 3)).toBe("2 fields, 1 row of the history, 3 files differ.");
});
