import { describe, expect, it } from "vitest";
import { binarySize, humanSize, readBinarySize } from "./humanSize.ts";

describe("sizes as the docker CLI prints them", () => {
  it.each([
    [0, "0B"],
    [5, "5B"],
    [999, "999B"],
    [1000, "1kB"],
    [4096, "4.1kB"],
    [4_430_000, "4.43MB"],
    [123_456_789, "123MB"],
    [142_600_000, "143MB"],
    // Three digits are too few: the CLI prints this, too.
    [999_960, "1e+03kB"],
    [1_000_000_000, "1GB"],
  ])("%d bytes are %s", (bytes, text) => {
    expect(humanSize(bytes)).toBe(text);
  });

  it("have four digits in docker system df", () => {
    expect(humanSize(1_991_234, 4)).toBe("1.991MB");
  });

  it.each([
    [0, "0B"],
    [1_052_672, "1.004MiB"],
    [67_108_864, "64MiB"],
    [16_665_739_264, "15.52GiB"],
  ])("%d bytes of memory are %s", (bytes, text) => {
    expect(binarySize(bytes)).toBe(text);
  });

  it.each([
    ["64m", 67_108_864],
    ["64MB", 67_108_864],
    ["1.5GiB", 1_610_612_736],
    ["512", 512],
    ["10b", 10],
    ["abc", undefined],
    ["-1", undefined],
    ["", undefined],
  ])("%s is %s", (text, bytes) => {
    expect(readBinarySize(text)).toBe(bytes);
  });
});
