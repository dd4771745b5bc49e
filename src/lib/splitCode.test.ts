import { describe, expect, it } from "vitest";
import { splitCode } from "./splitCode.ts";

describe("a text with code in it", () => {
  it("is split at its backticks, which are not shown", () => {
    expect(splitCode("Use `rm -f` or `rm`.")).toEqual([
      { text: "Use ", isCode: false },
      { text: "rm -f", isCode: true },
      { text: " or ", isCode: false },
      { text: "rm", isCode: true },
      { text: ".", isCode: false },
    ]);
  });

  it("keeps a backtick that is not closed", () => {
    expect(splitCode("escape=` is a directive")).toEqual([{ text: "escape=` is a directive", isCode: false }]);
  });
});
