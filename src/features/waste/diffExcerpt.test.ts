import { expect, it } from "vitest";
import { diffExcerpt } from "./diffExcerpt.ts";

const shown = (before: string, after: string) => diffExcerpt(before, after).map(({ kind, text }) => `${kind} ${text}`);

it("shows what changes, with a line above and below", () => {
  expect(shown("a\nb\nc\nd\ne\n", "a\nb\nC\nd\ne\n")).toEqual(["same b", "left c", "right C", "same d"]);
});

it("shows a new file as its lines", () => {
  expect(shown("", "one\ntwo\n")).toEqual(["right one", "right two"]);
});
