import { describe, expect, it } from "vitest";
import { shortSize } from "./shortSize.ts";

describe("shortSize", () => {
  it.each([
    [0, "0"],
    [12, "12"],
    [400, "0.4k"],
    [1100, "1.1k"],
    [28_000, "28k"],
    [999_600, "1.0M"],
    [1_500_000_000, "1.5G"],
  ])("%i bytes are %s", (bytes, text) => {
    expect(shortSize(bytes)).toBe(text);
  });
});
