import { describe, expect, it } from "vitest";
import { applyEdits } from "./applyEdits.ts";

const edit = (line: number, from: number, to: number, newText: string) => ({
  range: { start: { line, character: from }, end: { line, character: to } },
  newText,
});

describe("edits of a text", () => {
  it("are made where they stand, in any order", () => {
    expect(applyEdits("one\ntwo\n", [edit(1, 0, 3, "2"), edit(0, 3, 3, "!"), edit(0, 0, 1, "O")])).toBe("One!\n2\n");
  });

  it("keep the order of what is put in at one place", () => {
    expect(applyEdits("b", [edit(0, 0, 0, "1"), edit(0, 0, 0, "2")])).toBe("12b");
  });

  it("may take away whole lines, the last one too", () => {
    const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    expect(applyEdits("a\r\nb\r\nc", [{ range, newText: "" }])).toBe("a\r\nc");
    expect(applyEdits("a\nb", [{ range, newText: "" }])).toBe("a\n");
  });
});
