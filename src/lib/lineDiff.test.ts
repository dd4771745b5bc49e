import { describe, expect, it } from "vitest";
import { lineDiff, nearChanges } from "./lineDiff.ts";

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

describe("nearChanges", () => {
  const near = (left: string, right: string, around: number) =>
    nearChanges(lineDiff(left, right), around).map(({ text }) => text);

  it("keeps the lines that change and equal ones beside them, each once", () => {
    expect(near("a\nb\nc\nd\ne\nf", "a\nb\nX\nd\ne\nf", 1)).toEqual(["b", "c", "X", "d"]);
    expect(near("a\nb\nc\nd", "A\nb\nc\nD", 1)).toEqual(["a", "A", "b", "c", "d", "D"]);
  });

  it("keeps nothing of equal texts", () => {
    expect(near("a\nb", "a\nb", 3)).toEqual([]);
  });
});
