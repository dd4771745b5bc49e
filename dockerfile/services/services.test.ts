import { describe, expect, it } from "vitest";
import { parseDockerfile } from "../instructions/parseDockerfile.ts";
import { complete } from "./completion/complete.ts";
import { hover } from "./hover/hover.ts";
import type { LanguageEnvironment } from "./languageEnvironment.ts";
import { documentSymbols } from "./structure/documentSymbols.ts";
import { foldingRanges } from "./structure/foldingRanges.ts";
import { semanticTokenTypes } from "./tokens/semanticToken.ts";
import { listSemanticTokens, semanticTokens } from "./tokens/semanticTokens.ts";

/** A text with the cursor at `|`. */
function cursor(marked: string) {
  const before = marked.slice(0, marked.indexOf("|")).split("\n");
  const text = marked.replace("|", "");
  return {
    dockerfile: parseDockerfile(text),
    position: { line: before.length - 1, character: before[before.length - 1]?.length ?? 0 },
  };
}

function labels(marked: string, environment: LanguageEnvironment = {}): readonly string[] {
  const { dockerfile, position } = cursor(marked);
  return complete(dockerfile, position, environment).map(({ label }) => label);
}

function told(marked: string, environment: LanguageEnvironment = {}): string | undefined {
  const { dockerfile, position } = cursor(marked);
  return hover(dockerfile, position, environment)?.contents.value;
}

describe("completion", () => {
  it("offers only FROM and ARG in an empty file", () => {
    expect(labels("|")).toEqual(["ARG", "FROM", "FROM … AS"]);
  });

  it("offers all instructions but the deprecated one behind a FROM", () => {
    const offered = labels("FROM a\n|");
    expect(offered).toContain("RUN");
    expect(offered).toContain("HEALTHCHECK NONE");
    expect(offered).not.toContain("MAINTAINER");
  });

  it("writes lower case in a file of lower case", () => {
    expect(labels("from a\nrun b\nr|")).toContain("run");
  });

  it("writes AS as FROM is written", () => {
    expect(labels("from a as b\nf|")).toContain("from … as");
    expect(labels("from a |")).toEqual(["as"]);
    expect(labels("FROM a |")).toEqual(["AS"]);
  });

  it("follows the case used in the file, not of what is typed now", () => {
    expect(labels("fr|")).toEqual(["ARG", "FROM", "FROM … AS"]);
  });

  it("offers variables in a heredoc whose end is not written yet", () => {
    expect(labels("FROM a\nENV A=1\nRUN <<EOF\necho $|")).toEqual(["$PATH", "$A"]);
    expect(labels("FROM a\nENV A=1\nRUN <<'EOF'\necho $|")).toEqual([]);
  });

  it("offers protocols behind the slash of a port", () => {
    expect(labels("FROM a\nEXPOSE 53/|")).toEqual(["53/tcp", "53/udp", "53/sctp"]);
  });

  it("offers names with a space in the JSON form only", () => {
    const environment = { contextPaths: ["a b.txt", "c.txt"] };
    expect(labels("FROM a\nCOPY |", environment)).toEqual(["c.txt"]);
    expect(labels('FROM a\nCOPY ["|', environment)).toEqual(["a b.txt", "c.txt"]);
    expect(labels('FROM a\nCOPY ["c.txt", "|', environment)).toEqual(["a b.txt", "c.txt"]);
  });

  it("offers hadolint's pragmas, its rules and shells", () => {
    expect(labels("FROM a\n# hado|\nRUN b\n")).toContain("hadolint stage ignore=");
    expect(labels("FROM a\n# hadolint global ig|\nRUN b\n")).toContain("hadolint global ignore=");
    expect(labels("FROM a\n# hadolint ignore=DL3006, DL|\nRUN b\n")).toContain("DL3008");
    expect(labels("# hadolint shell=|\nFROM a\n")).toContain("powershell");
    expect(labels("FROM a\n# hadolint says |\nRUN b\n")).toEqual([]);
  });

  it("offers what may follow in a check directive", () => {
    expect(labels("# check=skip=all;|\nFROM a\n")).toEqual(["skip=", "error=true", "experimental="]);
    expect(labels("# check=error=true;skip=|\nFROM a\n")).toContain("all");
    expect(labels("# check=skip=StageNameCasing,|\nFROM a\n")).not.toContain("all");
    expect(labels("# check=experimental=|\nFROM a\n")).toContain("CopyIgnoredFile");
    expect(labels("# check=experimental=|\nFROM a\n")).not.toContain("StageNameCasing");
  });

  it("inserts only the word where arguments follow already", () => {
    const { dockerfile, position } = cursor("FROM a\nRU| echo hi");
    const run = complete(dockerfile, position).find(({ label }) => label === "RUN");
    expect(run?.textEdit).toEqual({
      newText: "RUN",
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } },
    });
  });

  it("offers flags that are not given yet", () => {
    expect(labels("FROM a\nCOPY --link --|")).toEqual(["--from", "--chown", "--chmod", "--parents", "--exclude"]);
  });

  it("suggests earlier stages and available images for COPY --from", () => {
    expect(labels("FROM a AS one\nFROM b\nFROM c AS three\nCOPY --from=|", { images: ["busybox"] })).toEqual([
      "one",
      "1",
      "busybox",
    ]);
  });

  it("offers the keys that a mount of this type still lacks", () => {
    expect(labels("FROM a\nRUN --mount=type=tmpfs,|")).toEqual(["target", "size"]);
    expect(labels("FROM a\nRUN --mount=type=|")).toContain("secret");
  });

  it("offers the variables that are set or declared at this line", () => {
    expect(labels("ARG G\nFROM a\nENV A=1\nARG B\nCOPY $| /x\nENV LATER=1\n")).toEqual(["$PATH", "$A", "$B"]);
    expect(labels("ARG G=1\nFROM a:${|}\n")).toContain("$G");
  });

  it("offers what the folder that is typed has in the context", () => {
    const environment = { contextPaths: ["src/a.ts", "src/b/c.ts", "Makefile"] };
    expect(labels("FROM a\nCOPY src/|", environment)).toEqual(["a.ts", "b/"]);
    expect(labels("FROM a AS x\nFROM b\nCOPY --from=x src/|", environment)).toEqual([]);
  });

  it("offers directives at the head, and names of checks in them", () => {
    expect(labels("# |\nFROM a\n")).toContain("syntax=docker/dockerfile:1");
    expect(labels("# check=skip=JSON|\nFROM a\n")).toContain("JSONArgsRecommended");
  });

  it("offers nothing inside of a heredoc whose name is quoted", () => {
    expect(labels("FROM a\nENV A=1\nCOPY <<'E' /x\n$|\nE\n")).toEqual([]);
    expect(labels("FROM a\nENV A=1\nCOPY <<E /x\n$|\nE\n")).toContain("$A");
  });
});

describe("hover", () => {
  it("explains an instruction, with a link", () => {
    expect(told("FROM a\nW|ORKDIR /x")).toMatch(/creates it[\s\S]*dockerfile\/#workdir/);
  });

  it("explains a flag, under ONBUILD too", () => {
    expect(told("FROM a\nONBUILD COPY --li|nk a b")).toContain("**--link**");
  });

  it("explains the keys of a mount, by their other names too", () => {
    expect(told("FROM a\nRUN --mount=type=cache,sha|ring=locked,dst=/x true")).toContain("several builds use a cache");
    expect(told("FROM a\nRUN --mount=type=bind,d|st=/x,ro true")).toContain("**target**");
    expect(told("FROM a\nRUN --mount=type=bind,dst=/x,r|o true")).toContain("**readonly**");
    expect(told("FROM a\nRUN --mount=type=bind,dst=/x|,ro true")).toBeUndefined();
  });

  it("says what value a variable has at its line, and from where", () => {
    expect(told("FROM a\nENV A=1\nENV A=2 B=$|A\nENV A=3\n")).toBe("**$A** = `1`\n\nset by ENV");
    expect(told("FROM a\nARG A=1\nCOPY ${A|} /x\n", { buildArgs: { A: "9" } })).toContain(
      "`9`\n\na build argument you set",
    );
    expect(told("FROM a\nCOPY $nop|e /x\n")).toContain("is not set");
  });

  it("shows the definition of a name at its place", () => {
    expect(told("FROM a\nENV A=1\nENV A|=$A-2\n")).toContain("`1-2`");
  });

  it("describes a stage where it is named", () => {
    expect(told("FROM golang AS build\nRUN x\nFROM scratch\nCOPY --from=bui|ld a b\n")).toBe(
      "**Stage build**, line 1\n\nFrom `golang`, 1 instruction.",
    );
  });
});

describe("the outline", () => {
  it("has the stages with their instructions", () => {
    const symbols = documentSymbols(parseDockerfile("ARG V\nFROM a AS b\nRUN x \\\n  y\nFROM c\n"));
    expect(symbols.map(({ name, detail, children }) => [name, detail, children?.map((child) => child.detail)])).toEqual(
      [
        ["ARG", "V", undefined],
        ["b", "a", ["x y"]],
        ["stage 1", "c", []],
      ],
    );
  });
});

describe("folding", () => {
  it("folds stages, continued instructions, heredocs and blocks of comments", () => {
    const text = "# a\n# b\nFROM a\nRUN x \\\n  y\nCOPY <<E /x\n1\nE\nUSER z\n";
    expect(foldingRanges(parseDockerfile(text))).toEqual([
      { startLine: 2, endLine: 8, kind: "region" },
      { startLine: 0, endLine: 1, kind: "comment" },
      { startLine: 3, endLine: 4 },
      { startLine: 5, endLine: 7 },
    ]);
  });
});

describe("semantic tokens", () => {
  it("tell keywords, flags, variables, strings, heredocs, comments and directives apart", () => {
    const text = "# escape=\\\nFROM --platform=$P a AS b\nENV A=\"x $Y\"\nRUN z \\\n  # c\n  'q' <<E\n$v\nE\n";
    const tokens = listSemanticTokens(parseDockerfile(text)).map(
      ({ start, end, type }) => `${type}:${text.slice(start, end)}`,
    );
    expect(tokens).toEqual([
      ...[
        "macro:# escape",
        "operator:=",
        "string:\\",
        "keyword:FROM",
        "parameter:--platform",
        "operator:=",
        "variable:$P",
      ],
      ...[
        "type:a",
        "keyword:AS",
        "namespace:b",
        "keyword:ENV",
        "property:A",
        "operator:=",
        'string:"x ',
        "variable:$Y",
        'string:"',
      ],
      ...["keyword:RUN", "comment:# c", "string:'q'", "label:<<E", "variable:$v", "label:E"],
    ]);
  });

  it("are encoded relative to the token before, as LSP has it", () => {
    const keyword = semanticTokenTypes.indexOf("keyword");
    const type = semanticTokenTypes.indexOf("type");
    expect(semanticTokens(parseDockerfile("FROM a\n\nRUN b\n")).data).toEqual([
      0,
      0,
      4,
      keyword,
      0,
      0,
      5,
      1,
      type,
      0,
      2,
      0,
      3,
      keyword,
      0,
    ]);
  });
});
