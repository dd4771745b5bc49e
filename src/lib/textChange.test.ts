import { describe, expect, it } from "vitest";
import { textChange } from "./textChange.ts";

const applied = (before: string, after: string) => {
  const { from, to, insert } = textChange(before, after);
  return before.slice(0, from) + insert + before.slice(to);
};

describe("textChange", () => {
  it("changes only what differs", () => {
    expect(textChange("FROM a\nRUN b\nCMD c", "FROM a\nRUN xx\nCMD c")).toEqual({ from: 11, to: 12, insert: "xx" });
  });

  it("turns one text into the other, even with repeated letters and empty texts", () => {
    const texts = ["", "a", "aa", "aaa", "aba", "a\r\nb", "a\nb", "x😀y", "x😁y", "😀", "😁"];
    for (const before of texts) for (const after of texts) expect(applied(before, after)).toBe(after);
  });

  it("never splits a character", () => {
    expect(textChange("x😀y", "x😁y")).toEqual({ from: 1, to: 3, insert: "😁" });
  });
});
