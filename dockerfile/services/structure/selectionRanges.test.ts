import { describe, expect, it } from "vitest";
import { parseDockerfile } from "../../instructions/parseDockerfile.ts";
import { selectionRanges } from "./selectionRanges.ts";

/** The texts that a selection takes in one after the other, from the cursor at `|`. */
function selected(marked: string): readonly string[] {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const dockerfile = parseDockerfile(text);
  const { lines } = dockerfile.syntax;
  return selectionRanges(dockerfile, lines.positionAt(offset)).map(({ start, end }) =>
    text.slice(lines.offsetAt(start), lines.offsetAt(end)),
  );
}

describe("growing a selection", () => {
  it("goes from the word by flag, instruction and stage to the file", () => {
    expect(selected("FROM a\nFROM b\nCOPY --from=a|pp x /y\n")).toEqual([
      "app",
      "--from=app",
      "COPY --from=app x /y",
      "FROM b\nCOPY --from=app x /y",
      "FROM a\nFROM b\nCOPY --from=app x /y\n",
    ]);
  });

  it("takes the line and then all of a heredoc's text", () => {
    expect(selected("FROM a\nRUN <<E\necho h|i\nls\nE\n").slice(0, 4)).toEqual([
      "hi",
      "echo hi",
      "echo hi\nls\n",
      "RUN <<E\necho hi\nls\nE",
    ]);
  });

  it("takes arguments over several lines at once", () => {
    expect(selected("FROM a\nRUN a && \\\n  # why\n  b|c\n").slice(0, 3)).toEqual([
      "bc",
      "a && \\\n  # why\n  bc",
      "RUN a && \\\n  # why\n  bc",
    ]);
  });

  it("goes from a comment between the lines of an instruction to the instruction", () => {
    expect(selected("FROM a\nRUN a && \\\n  # w|hy\n  bc\n").slice(0, 4)).toEqual([
      "why",
      "# why",
      "a && \\\n  # why\n  bc",
      "RUN a && \\\n  # why\n  bc",
    ]);
  });

  it("grows at every place of any text", () => {
    const text = "# c\n\nFROM a\nONBUILD RUN --x=$y <<E\n b\nE\n \\\nENV a=\\\n# d\n";
    for (let offset = 0; offset <= text.length; offset++) {
      const texts = selected(`${text.slice(0, offset)}|${text.slice(offset)}`);
      const lengths = texts.map(({ length }) => length);
      expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
      expect(texts.at(-1)).toBe(text);
    }
  });
});
