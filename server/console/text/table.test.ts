import { describe, expect, it } from "vitest";
import { alignTabs } from "./table.ts";

describe("columns as the docker CLI aligns them", () => {
  it("are at least ten wide, three spaces apart, and the last is not padded", () => {
    expect(alignTabs("ID\tNAMES\nabc\tsample\n0123456789\tx")).toBe(
      ["ID           NAMES", "abc          sample", "0123456789   x"].join("\n"),
    );
  });

  it("have widths of their own when lines between have fewer cells", () => {
    expect(alignTabs("a\tb\nlong line without cells\naaaaaaaaaaaaaaa\tb")).toBe(
      ["a         b", "long line without cells", "aaaaaaaaaaaaaaa   b"].join("\n"),
    );
  });

  it("count characters, not bytes", () => {
    expect(alignTabs("sleep 10…\tx\nsleep 1000\tx")).toBe("sleep 10…    x\nsleep 1000   x");
  });
});
