import { describe, expect, it } from "vitest";
import { parseAnsi, stripAnsi } from "./ansi.ts";

const spansOf = (line: string) => parseAnsi(line).spans.map(({ text, style }) => [text, style]);

describe("ANSI colors", () => {
  it("leave plain text unchanged", () => {
    expect(spansOf("plain <b>text</b>")).toEqual([["plain <b>text</b>", {}]]);
  });

  it("color what is between the sequences", () => {
    expect(spansOf("a \x1b[31mred\x1b[0m b")).toEqual([
      ["a ", {}],
      ["red", { color: 1 }],
      [" b", {}],
    ]);
  });

  it("combine, and reset one by one", () => {
    expect(spansOf("\x1b[1;4;92mok\x1b[22m still\x1b[39;24m plain")).toEqual([
      ["ok", { bold: true, underline: true, color: 10 }],
      [" still", { underline: true, color: 10 }],
      [" plain", {}],
    ]);
  });

  it("support the 256 and any other color, with semicolons and colons", () => {
    expect(spansOf("\x1b[38;5;196mx")).toEqual([["x", { color: "rgb(255 0 0)" }]]);
    expect(spansOf("\x1b[38;5;9mx")).toEqual([["x", { color: 9 }]]);
    expect(spansOf("\x1b[48;5;244mx")).toEqual([["x", { background: "rgb(128 128 128)" }]]);
    expect(spansOf("\x1b[38;2;1;2;3mx")).toEqual([["x", { color: "rgb(1 2 3)" }]]);
  });

  it("never use numbers out of range in a color", () => {
    expect(spansOf("\x1b[38;2;999;0;0mx")).toEqual([["x", { color: "rgb(255 0 0)" }]]);
    expect(spansOf("\x1b[38;5mx")).toEqual([["x", { color: 0 }]]);
  });

  it("continue on the next line until they are reset", () => {
    const first = parseAnsi("\x1b[33mwarning");
    expect(parseAnsi("goes on\x1b[0m", first.end).spans).toEqual([{ text: "goes on", style: { color: 3 } }]);
  });

  it("drop cursor movement, titles, links, and bells", () => {
    expect(stripAnsi("\x1b[2K\x1b[1Ga\x1b]8;;http://x\x07link\x1b]8;;\x1b\\b\x07\x08c\x1b(B")).toBe("alinkbc");
  });

  it("survive sequences that are truncated", () => {
    expect(stripAnsi("a\x1b")).toBe("a");
    expect(stripAnsi("a\x1b[3")).not.toContain("\x1b");
    expect(stripAnsi("a\x1b]0;title without end")).toBe("a");
  });

  it("take time in proportion to the text, whatever is in it", () => {
    const start = performance.now();
    for (const evil of ["\x1b]".repeat(20_000), "\x1b[".repeat(20_000), `\x1b[${"1;".repeat(20_000)}`]) stripAnsi(evil);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

it("bidirectional controls in output are shown as escapes", () => {
  expect(parseAnsi("rm \u202egnp.exe").spans[0]?.text).toBe("rm \\u202egnp.exe");
});
