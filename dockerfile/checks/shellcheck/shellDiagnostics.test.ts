import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ShellComment } from "../../shell/shellComment.ts";
import { checkDockerfile } from "../checkDockerfile.ts";
import type { ShellVerdict } from "./shellVerdict.ts";

const comment = (given: Partial<ShellComment>): ShellComment => ({
  from: 10,
  to: 11,
  code: 2086,
  level: "info",
  message: "m",
  replacements: [],
  ...given,
});

/** What is found where ShellCheck says the same of every script; indices are into the script itself. */
function found(text: string, comments: readonly ShellComment[]) {
  const shell = (script: string): ShellVerdict => {
    const start = script.indexOf("\n") + 1;
    const moved = comments.map(({ replacements, ...each }) => ({
      ...each,
      from: each.from + start,
      to: each.to + start,
      replacements: replacements.map((one) => ({ ...one, from: one.from + start, to: one.to + start })),
    }));
    return { kind: "comments", comments: moved };
  };
  return checkDockerfile(text, { shell }).filter(({ source }) => source === "shellcheck");
}

describe("what ShellCheck says of a mistake that it can't read beyond", () => {
  const sides = [
    comment({ code: 1009, message: "The mentioned syntax error was in this if expression.", from: 0, to: 2 }),
    comment({ code: 1073, level: "error", message: "Couldn't parse this then clause. Fix to allow more checks." }),
    comment({
      code: 1072,
      level: "error",
      message: "Unexpected end of input. Fix any mentioned problems and try again.",
    }),
  ];

  test("is said once, with what and why", () => {
    expect(found("FROM x\nRUN if a; then b\n", sides)).toEqual([
      expect.objectContaining({
        code: "SC1073",
        alsoKnownAs: ["SC1009", "SC1072"],
        severity: "error",
        message: "Couldn't parse this then clause. Unexpected end of input.",
      }),
    ]);
  });

  test("is said in the words of the code that knows more, as an error", () => {
    const own = comment({ code: 1010, level: "warning", message: "Use semicolon before 'done'." });
    expect(found("FROM x\nRUN if a; then b\n", [own, ...sides, comment({})])).toEqual([
      expect.objectContaining({
        code: "SC1010",
        severity: "error",
        alsoKnownAs: ["SC1009", "SC1073", "SC1072"],
        message: "Use semicolon before 'done'.",
      }),
      expect.objectContaining({ code: "SC2086" }),
    ]);
  });
});

describe("a fix of ShellCheck's", () => {
  const fixesOf = (text: string, replacements: ShellComment["replacements"]) =>
    found(text, [comment({ replacements })]).flatMap(({ fixes = [] }) => fixes);

  test("that replaces text across a continuation is left out", () => {
    expect(fixesOf("FROM x\nRUN a b\\\nc d\n", [{ from: 2, to: 4, text: "x" }])).toEqual([]);
    expect(fixesOf("FROM x\nRUN a b\\\nc d\n", [{ from: 0, to: 1, text: "x" }])).toHaveLength(1);
  });

  test("with a line break is only for heredocs", () => {
    const replacements = [{ from: 1, to: 1, text: ";\n" }];
    expect(fixesOf("FROM x\nRUN a b\n", replacements)).toEqual([]);
    expect(fixesOf("FROM x\nRUN <<EOF\na b\nEOF\n", replacements)).toHaveLength(1);
  });

  test("is made whole or not at all", () => {
    const replacements = [
      { from: 0, to: 0, text: '"' },
      { from: -3, to: -3, text: '"' },
    ];
    expect(fixesOf("FROM x\nRUN a b\n", replacements)).toEqual([]);
  });
});

test("whatever ShellCheck says, it stands within its RUN, and not too often", () => {
  const text = "FROM x\nRUN a 🐳 \\\n  # b\n  && c\nUSER d\n";
  const { length } = "a 🐳   && c";
  const places = fc
    .tuple(fc.nat(length), fc.nat(8))
    .map(([from, more]) => ({ from, to: Math.min(from + more, length) }));
  const comments = fc.array(
    fc
      .tuple(places, fc.constantFrom(1009, 1072, 1073, 1046, 2086), fc.array(places, { maxLength: 2 }))
      .map(([place, code, edits]) =>
        comment({ ...place, code, replacements: edits.map((edit) => ({ ...edit, text: "x" })) }),
      ),
    { maxLength: 260 },
  );
  fc.assert(
    fc.property(comments, (said) => {
      const all = found(text, said);
      expect(all.length).toBeLessThanOrEqual(200);
      for (const { range, fixes = [] } of all) {
        for (const { start, end } of [range, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.range))]) {
          expect(start.line).toBeGreaterThanOrEqual(1);
          expect(end.line).toBeLessThanOrEqual(3);
          expect(start.line < end.line || start.character <= end.character).toBe(true);
        }
      }
    }),
  );
});
