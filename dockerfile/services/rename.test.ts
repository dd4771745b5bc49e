import { describe, expect, it } from "vitest";
import { applyFix } from "../checks/applyFix.ts";
import { parseDockerfile } from "../instructions/parseDockerfile.ts";
import { definition, references } from "./definition.ts";
import { prepareRename, rename } from "./rename.ts";

/** A text with the cursor at `|`. */
function cursor(marked: string) {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const dockerfile = parseDockerfile(text);
  return { text, dockerfile, position: dockerfile.syntax.lines.positionAt(offset) };
}

function renamed(marked: string, newName: string): string {
  const { text, dockerfile, position } = cursor(marked);
  const result = rename(dockerfile, position, newName);
  return "error" in result ? result.error : applyFix(text, { title: "", edits: [...result.edits] });
}

/** Line (from 1) and text of the definition. */
function defined(marked: string): readonly [number, string] | undefined {
  const { text, dockerfile, position } = cursor(marked);
  const range = definition(dockerfile, position);
  const { lines } = dockerfile.syntax;
  return range && [range.start.line + 1, text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end))];
}

function referenceLines(marked: string, includeDeclaration = true): readonly number[] {
  const { dockerfile, position } = cursor(marked);
  return references(dockerfile, position, includeDeclaration).map(({ start }) => start.line + 1);
}

const stages = `FROM a AS Build
FROM build AS test
RUN --mount=type=bind,from=build,target=/x ls
FROM b
COPY --from=bu|ild /a /b
COPY --from=0 /c /d
`;

describe("going to the definition", () => {
  it("finds a stage from where it is copied from, by its number too", () => {
    expect(defined(stages)).toEqual([1, "Build"]);
    expect(defined("FROM a\nFROM b\nCOPY --from=|0 c d\n")).toEqual([1, "FROM"]);
  });

  it("finds the nearest ARG or ENV above, in the stages that are started from too", () => {
    expect(defined("FROM a\nENV X=1\nENV X=2\nRUN echo $|X\nENV X=3\n")).toEqual([3, "X"]);
    expect(defined("FROM a AS b\nENV X=1\nFROM c\nENV X=2\nFROM b\nRUN echo $|{X}\n")).toEqual([2, "X"]);
    expect(defined("ARG V=1\nFROM a:$|V\n")).toEqual([1, "V"]);
    expect(defined("ARG V=1\nFROM a\nARG |V\n")).toEqual([1, "V"]);
  });

  it("finds where a heredoc opens", () => {
    expect(defined("FROM a\nRUN <<-EOF\n\techo\n\tE|OF\n")).toEqual([2, "EOF"]);
  });

  it("finds nothing for what the text does not name", () => {
    expect(defined("FROM busy|box\n")).toBeUndefined();
    expect(defined("FROM a\nRUN echo $|HOME\n")).toBeUndefined();
    expect(defined("FROM a\n# $|X\n")).toBeUndefined();
  });
});

describe("references", () => {
  it("lists a stage's, with and without its own line", () => {
    expect(referenceLines(stages)).toEqual([1, 2, 3, 5, 6]);
    expect(referenceLines(stages, false)).toEqual([2, 3, 5, 6]);
  });

  it("lists a variable's in shells, heredocs and flags, but not another stage's of that name", () => {
    const text =
      "FROM a\nARG U|ID=1\nRUN id $UID\nCOPY --chown=$UID <<E /x\n${UID}\nE\nFROM b\nENV UID=3\nRUN id $UID\n";
    expect(referenceLines(text)).toEqual([2, 3, 4, 5]);
  });
});

describe("rename", () => {
  it("renames a stage wherever it is named, and leaves numbers", () => {
    expect(renamed(stages, "base")).toBe(
      stages
        .replace("|", "")
        .replace("Build", "base")
        .replaceAll("from=build", "from=base")
        .replace("FROM build", "FROM base"),
    );
  });

  it("renames a variable with the global argument that it takes over", () => {
    expect(renamed("ARG V=1\nFROM a:${V}\nARG V\nENV A=$V B=${V:-$V} C='$V' D=\\$V E=$VV\nRUN b|${V}\n", "W")).toBe(
      "ARG W=1\nFROM a:${W}\nARG W\nENV A=$W B=${W:-$W} C='$V' D=\\$V E=$VV\nRUN b${W}\n",
    );
  });

  it("renames both ends of a heredoc", () => {
    expect(renamed("FROM a\nRUN <<'E|OF'\necho EOF\nEOF\n", "END")).toBe("FROM a\nRUN <<'END'\necho EOF\nEND\n");
  });

  it("refuses what would change the build", () => {
    expect(renamed("FROM a AS b|\nFROM c AS d\n", "D")).toBe("There is a stage D already.");
    expect(renamed("FROM a AS b|\nCOPY --from=nginx a b\n", "nginx")).toMatch(/name of an image/);
    expect(renamed("FROM a AS b|\n", "1b")).toMatch(/begins with a letter/);
    expect(renamed("FROM a\nARG |A\nENV B=1\n", "B")).toBe("There is a variable B already.");
    expect(renamed("FROM a\nARG |A\n", "TARGETARCH")).toMatch(/predefined/);
    expect(renamed("FROM a\nRUN <<E|\nF\nE\n", "F")).toMatch(/would end there/);
  });

  it("is not offered for what the text does not name", () => {
    for (const marked of [
      "FROM bus|ybox\n",
      "FROM a\nARG |TARGETARCH\n",
      "FROM a\nRUN $|HOME\n",
      "FROM a\nRUN e|cho\n",
    ]) {
      const { dockerfile, position } = cursor(marked);
      expect(prepareRename(dockerfile, position)).toBeUndefined();
    }
  });

  it("takes any place of any text", () => {
    const text = "ARG A=$\nFROM ${A AS b\nRUN <<E $\nE|\nCOPY --from= x\nONBUILD COPY --from=b $A /\nENV =\n";
    for (let offset = 0; offset <= text.length; offset++) {
      const { dockerfile, position } = cursor(`${text.slice(0, offset)}|${text.slice(offset)}`);
      expect(() => rename(dockerfile, position, "x")).not.toThrow();
    }
  });
});
