import { describe, expect, it } from "vitest";
import { lineDiff } from "./lineDiff.ts";

const signs = { same: " ", left: "+", right: "-" };
const shown = (left: string, right: string) => lineDiff(left, right).map(({ kind, text }) => `${signs[kind]}${text}`);

describe("lineDiff", () => {
  it("shows what is only in one of the two, at its place", () => {
    expect(shown("a\nb\nc\nd", "a\nx\nc\ny\nd")).toEqual([" a", "+b", "-x", " c", "-y", " d"]);
  });

  it("shows nothing but equal lines for equal texts, and all for different ones", () => {
    expect(shown("a\nb", "a\nb")).toEqual([" a", " b"]);
    expect(shown("a", "b")).toEqual(["+a", "-b"]);
  });

  it("handles files too long to compare line by line", () => {
    const left = Array.from({ length: 5000 }, (_, index) => `l${index}`).join("\n");
    const right = Array.from({ length: 5000 }, (_, index) => `r${index}`).join("\n");
    expect(lineDiff(left, right)).toHaveLength(10_000);
  });
});
