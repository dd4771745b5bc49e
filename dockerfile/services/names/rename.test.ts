import { describe, expect, it } from "vitest";
import { applyFix } from "../../checks/applyFix.ts";
import { parseDockerfile } from "../../instructions/parseDockerfile.ts";
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
    expect(renamed("FROM a AS b|\nFROM c AS d\n", "D")).toBe("A stage named D already exists.");
    expect(renamed("FROM a AS b|\nCOPY --from=nginx a b\n", "nginx")).toMatch(/is an image/);
    expect(renamed("FROM a AS b|\n", "1b")).toMatch(/starts with a letter/);
    expect(renamed("FROM a\nARG |A\nENV B=1\n", "B")).toBe("A variable named B already exists.");
    expect(renamed("FROM a\nARG |A\n", "TARGETARCH")).toMatch(/predefined/);
    expect(renamed("FROM a\nRUN <<E|\nF\nE\n", "F")).toMatch(/would end the heredoc/);
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

  it("refuses a stage that is named through a variable too", () => {
    const said = "Line 3 refers to the stage through a variable, which would not change.";
    expect(renamed("ARG B=base\nFROM a AS b|ase\nFROM $B\n", "other")).toBe(said);
    expect(renamed("ARG B=bas\nFROM a AS b|ase\nFROM ${B}e\n", "other")).toBe(said);
  });

  it("refuses a variable that extends the value of the base image", () => {
    const said = "Line 2 extends the PATH of the base image.";
    expect(renamed("FROM a\nENV P|ATH=/x:$PATH\nENV PATH=/y:$PATH\n", "P")).toBe(said);
    expect(renamed("FROM a\nENV P|=/x\nENV P=/y:$P\n", "Q")).toBe("FROM a\nENV Q=/x\nENV Q=/y:$Q\n");
  });

  it.each([
    "A=2 && echo $A",
    "true; A=2; echo $A",
    "B=1 A=$A make",
    "for A in 1 2; do echo $A; done",
    "read -r A < x",
    "export B A && make",
    'printenv "A"',
    "echo $((1 + A))",
    "--mount=type=secret,id=s,env=A echo $A",
    "<<EOF\necho\n  unset A\nEOF",
    "true \\\n  && A=1 \\\n  && echo $A",
  ])("refuses a variable that a script has for its own: %s", (script) => {
    const said = "The script in line 3 has its own variable A.";
    expect(renamed(`FROM a\nARG A|=1\nRUN ${script}\n`, "Z")).toBe(said);
    expect(renamed(`FROM a\nARG A|=1\nFROM b\nRUN ${script}\n`, "Z")).toContain("ARG Z=1");
  });

  it.each([
    "make A=$A",
    "curl -O https://x/A-$A.tgz",
    "echo A",
    "ls -DA=1 $A",
    "export AB && echo $A",
    "echo for A: $A",
  ])("renames beside the same word in a script: %s", (script) => {
    const after = script.replaceAll("$A", "$Z");
    expect(renamed(`FROM a\nARG A|=1\nRUN ${script}\n`, "Z")).toBe(`FROM a\nARG Z=1\nRUN ${after}\n`);
  });

  it.each([
    ["awk '{ print $A }' x && echo $A", "awk '{ print $A }' x && echo $Z"],
    ["echo \"it's $A\" '$A' \"'$A'\"", "echo \"it's $Z\" '$A' \"'$Z'\""],
    ["echo it\\'s $A", "echo it\\'s $Z"],
    ["sed 's/$A/x/' \\\n  # don't\n  -i $A", "sed 's/$A/x/' \\\n  # don't\n  -i $Z"],
    ["<<EOF\n# don't\necho '$A' $A\nEOF", "<<EOF\n# don't\necho '$A' $Z\nEOF"],
    ["su app -c 'echo $A'", "su app -c 'echo $Z'"],
    ["/bin/bash -ec 'echo $A' && eval 'echo $A'", "/bin/bash -ec 'echo $Z' && eval 'echo $Z'"],
    ["envsubst '$A' < x", "envsubst '$Z' < x"],
    ["sh -c true && echo '$A'", "sh -c true && echo '$A'"],
  ])("leaves what single quotes keep from the shell: %s", (script, after) => {
    expect(renamed(`FROM a\nARG A|=1\nRUN ${script}\n`, "Z")).toBe(`FROM a\nARG Z=1\nRUN ${after}\n`);
  });

  it("refuses the name of another heredoc of the same instruction", () => {
    expect(renamed("FROM a\nCOPY <<A <<|B /x/\n1\nA\n2\nB\n", "A")).toBe("A heredoc named A already exists here.");
  });
});
