import { describe, expect, it } from "vitest";
import { parseSyntax } from "./parseSyntax.ts";

const at = (
  text: string,
  { start, end }: { start: { line: number; character: number }; end: { line: number; character: number } },
) =>
  text
    .split("\n")
    .slice(start.line, end.line + 1)
    .map((line, index, all) =>
      line.slice(index === 0 ? start.character : 0, index === all.length - 1 ? end.character : undefined),
    )
    .join("\n");

describe("parseSyntax", () => {
  it("joins continuation lines, drops the comments between them, and keeps where each part stood", () => {
    const text = "FROM a\nRUN one \\\n  # why\n  two \\\n\n  three\nUSER x\n";
    const [, run, user] = parseSyntax(text).statements;
    expect(run?.head.line.text).toBe("RUN one   two   three");
    expect(run?.comments.map((comment) => comment.text)).toEqual(["why"]);
    expect(run?.emptyLines).toEqual([4]);
    const three = run?.head.line.text.indexOf("three") ?? 0;
    expect(run?.head.line.rangeOf(three, three + 5)).toEqual({
      start: { line: 5, character: 2 },
      end: { line: 5, character: 7 },
    });
    expect(user?.range.start).toEqual({ line: 6, character: 0 });
  });

  it("counts positions in UTF-16 code units", () => {
    const [, label] = parseSyntax('FROM a\nLABEL a="😀é" b=c\n').statements;
    const b = label?.head.line.text.indexOf("b=") ?? 0;
    expect(label?.head.line.rangeOf(b, b + 1).start).toEqual({ line: 1, character: 14 });
  });

  it("leaves carriage returns out of statements and their ranges", () => {
    const text = "FROM a\r\nRUN b \\\r\n c\r\n";
    const [, run] = parseSyntax(text).statements;
    expect(run?.head.line.text).toBe("RUN b  c");
    expect(run?.range).toEqual({ start: { line: 1, character: 0 }, end: { line: 2, character: 2 } });
  });

  it("reads directives only at the very top, in any case", () => {
    expect(
      parseSyntax("# ESCAPE = `\n# syntax=a/b:1\nFROM a\n").directives.map(({ name, value }) => [name, value]),
    ).toEqual([
      ["escape", "`"],
      ["syntax", "a/b:1"],
    ]);
    expect(parseSyntax("# hello\n# escape=`\nFROM a\n").escape).toBe("\\");
    expect(parseSyntax("\n# escape=`\nFROM a\n").directives).toEqual([]);
  });

  it("reads a directive behind a byte order mark", () => {
    expect(parseSyntax("\uFEFF# escape=`\nFROM a\n").escape).toBe("`");
  });

  it("finds several heredocs of a line and their bodies in order", () => {
    const text = "FROM a\nCOPY <<a 3<<-'b c' /x/\n1\na\n\t$2\n\tb c\nUSER x\n";
    const document = parseSyntax(text);
    const [first, second] = document.statements[1]?.heredocs ?? [];
    expect([first?.name, first?.rawBody, first?.expand, first?.chomp, first?.fileDescriptor]).toEqual([
      "a",
      "1\n",
      true,
      false,
      0,
    ]);
    expect([second?.name, second?.rawBody, second?.expand, second?.chomp, second?.fileDescriptor]).toEqual([
      "b c",
      "\t$2\n",
      false,
      true,
      3,
    ]);
    expect(at(text, document.statements[1]?.range ?? document.lines.rangeOf(0, 0))).toMatch(/^COPY[\s\S]*\tb c$/);
    expect(document.statements[2]?.head.keyword.text).toBe("USER");
  });

  it("uses all remaining text as the body if a heredoc's end is missing, and names it", () => {
    const [, run] = parseSyntax("FROM a\nRUN <<END\nx\nUSER y\n").statements;
    expect(run?.heredocs[0]?.rawBody).toBe("x\nUSER y\n");
    expect(run?.mistakes[0]).toMatchObject({
      message: "unterminated heredoc",
      next: "Add a line with only END after the text.",
    });
    expect(run?.mistakes[0]?.range).toEqual({ start: { line: 1, character: 4 }, end: { line: 1, character: 9 } });
  });

  it("takes quotes away from flags and knows where their values stand", () => {
    const [, copy] = parseSyntax('FROM a\nCOPY --chown="a b" --link \\\n --from=x y /z\n').statements;
    expect(copy?.head.flags.map(({ name, value }) => [name, value])).toEqual([
      ["chown", "a b"],
      ["link", undefined],
      ["from", "x"],
    ]);
    const from = copy?.head.flags[2];
    expect(copy?.head.line.rangeOf(from?.valueStart ?? 0, from?.end ?? 0)).toEqual({
      start: { line: 2, character: 8 },
      end: { line: 2, character: 9 },
    });
    expect(copy?.head.rest.text).toBe("y /z");
  });
});
