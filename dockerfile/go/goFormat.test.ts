import { describe, expect, it } from "vitest";
import { goDuration, goList, goQuote, goQuoteCharacter, goQuoteList } from "./goFormat.ts";

describe("texts as Go prints them", () => {
  it("quotes strings as %q does", () => {
    expect(goQuote('a "b" \\ c')).toBe('"a \\"b\\" \\\\ c"');
    expect(goQuote("tab\tline\nbell\u0007é☃")).toBe('"tab\\tline\\nbell\\aé☃"');
    expect(goQuote("\u0001\u007f\u00a0\u{e0001}")).toBe('"\\x01\\x7f\\u00a0\\U000e0001"');
  });

  it("escapes other spaces and invisible characters, and keeps all others unchanged", () => {
    const quoted = {
      "no-break space": ["\u00a0", "\\u00a0"],
      "next line": ["\u0085", "\\u0085"],
      "zero-width space": ["\u200b", "\\u200b"],
      "line separator": ["\u2028", "\\u2028"],
      "ideographic space": ["\u3000", "\\u3000"],
      "byte order mark": ["\ufeff", "\\ufeff"],
      "private use": ["\ue000", "\\ue000"],
      "replacement character": ["\ufffd", "\ufffd"],
      "half of a pair": ["\ud800", "\ufffd"],
      "combining mark": ["j\u0301", "j\u0301"],
      "both quotes": ["'\"", "'\\\""],
    };
    for (const [name, [text = "", expected]] of Object.entries(quoted)) {
      expect(goQuote(text), name).toBe(`"${expected}"`);
    }
  });

  it("prints lists with spaces between", () => {
    expect(goQuoteList(["/bin/sh", "-c", "x"])).toBe('["/bin/sh" "-c" "x"]');
    expect(goList(["80/tcp", "90/udp"])).toBe("[80/tcp 90/udp]");
  });

  it("prints integers under %q as the character they are", () => {
    expect(goQuoteCharacter(0)).toBe("'\\x00'");
    expect(goQuoteCharacter(5)).toBe("'\\x05'");
    expect(goQuoteCharacter(65)).toBe("'A'");
    expect(goQuoteCharacter(39)).toBe("'\\''");
    expect(goQuoteCharacter(34)).toBe("'\"'");
    expect(goQuoteCharacter(0x200b)).toBe("'\\u200b'");
  });

  it("prints an integer that is no character as the one for unknown ones", () => {
    expect([0xfffd, 0xd800, 0x110000, -1].map(goQuoteCharacter)).toEqual(Array(4).fill("'\ufffd'"));
  });

  it("prints durations with the units Go chooses", () => {
    expect([0, 1, 1500, 5e8, 1e9, 1.5e9, 90e9, 3600e9, 5400.5e9].map(goDuration)).toEqual([
      "0s",
      "1ns",
      "1.5µs",
      "500ms",
      "1s",
      "1.5s",
      "1m30s",
      "1h0m0s",
      "1h30m0.5s",
    ]);
  });
});
