import { describe, expect, it } from "vitest";
import { formatDuration } from "./formatDuration.ts";
import { exactBytes, formatSize } from "./formatSize.ts";

describe("formatSize", () => {
  it.each([
    [0, "0 B"],
    [12, "12 B"],
    [999, "999 B"],
    [1000, "1 kB"],
    [4096, "4.1 kB"],
    [75_112_448, "75.1 MB"],
    [142_600_000, "142.6 MB"],
    [999_960, "1 MB"],
    [1_100_000_000, "1.1 GB"],
  ])("%d bytes is %s", (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });

  it("shows every byte in the tooltip", () => {
    expect(exactBytes(75_112_448)).toBe("75,112,448 bytes");
    expect(exactBytes(1)).toBe("1 byte");
  });
});

describe("formatDuration", () => {
  it.each([
    [0, "0 ms"],
    [9.4, "9 ms"],
    [240, "0.24 s"],
    [12_340, "12.3 s"],
    [125_000, "2 min 05 s"],
    [3_725_000, "1 h 02 min"],
  ])("%d ms is %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
