import { expect, it } from "vitest";
import { formatDelta } from "./formatDelta.ts";

it("shows the direction of a change", () => {
  expect([-8_400_000, 0, 512].map(formatDelta)).toEqual(["−8.4 MB", "±0 B", "+512 B"]);
});
