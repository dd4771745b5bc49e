import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBefore } from "#contract/positions.ts";
import type { Position, Range } from "#contract/range.ts";
import { processorTime } from "../scripts/processorTime.ts";
import { checkDockerfile } from "./checks/checkDockerfile.ts";
import { expandHeredoc, expandWord, expandWords } from "./expansion/expandWord.ts";
import { parseDockerignore } from "./ignore/dockerignore.ts";
import { parseDockerfile } from "./instructions/parseDockerfile.ts";
import { complete } from "./services/complete.ts";
import { foldingRanges } from "./services/foldingRanges.ts";
import { hover } from "./services/hover.ts";
import { listSemanticTokens } from "./services/semanticTokens.ts";
import { parseSyntax } from "./syntax/parseSyntax.ts";
import { printSyntax } from "./syntax/printSyntax.ts";

const PIECES = [
  ..."FROM busybox|RUN |COPY |ADD |ENV |ARG |LABEL |ONBUILD |CMD |HEALTHCHECK |SHELL |EXPOSE |VOLUME |USER |WORKDIR |STOPSIGNAL ".split(
    "|",
  ),
  ...[
    "\n",
    "\r\n",
    "\\\n",
    "`\n",
    " ",
    "\t",
    "# ",
    "#\n",
    "# escape=`\n",
    "# check=skip=all\n",
    "\uFEFF",
    "\u00a0",
    "\0",
    "é",
    "😀",
  ],
  ...["<<EOF", "<<-EOF", "<< 'E F'", "EOF\n", "\tEOF\n", "3<<A", "A\n", "<<<", "<"],
  ...[
    "--mount=type=cache,target=/x ",
    "--from=a ",
    "--platform=$X ",
    "--chown=",
    "--",
    "-",
    "=",
    ",",
    ";",
    ":",
    "/",
    "@",
    "[",
    "]",
    "{",
    "}",
  ],
  ...[
    "$",
    "${",
    "${a",
    "${a:-",
    "${a#",
    "${a/b/",
    "}",
    '"',
    "'",
    "\\",
    "`",
    '["a", "b"]',
    "[1]",
    " AS ",
    "a",
    "b",
    "scratch",
    "80/TCP",
    "30s",
    "SIGTERM",
  ],
];

const dockerfileText = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(""));
const anyText = fc.oneof(
  dockerfileText,
  dockerfileText.map((text) => `FROM busybox\n${text}`),
  fc.string({ unit: "binary", maxLength: 300 }),
);

function isInside({ start, end }: Range, text: string): boolean {
  const lines = text.split("\n");
  const within = ({ line, character }: Position): boolean =>
    line >= 0 &&
    character >= 0 &&
    (line < lines.length ? character <= (lines[line] ?? "").length : line === lines.length && character === 0);
  return !isBefore(end, start) && within(start) && within(end);
}

describe("any text", () => {
  it("prints back as it was", () => {
    fc.assert(
      fc.property(anyText, (text) => printSyntax(parseSyntax(text)) === text),
      { numRuns: 2000 },
    );
  });

  it("is checked without throwing, and what is found lies in it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { range, fixes = [] } of checkDockerfile(text, { dockerignore: text, buildArgs: { a: text } })) {
          expect(isInside(range, text)).toBe(true);
          for (const edit of fixes.flatMap((fix) => fix.edits))
            expect(isBefore(edit.range.end, edit.range.start)).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("gets tokens that follow each other and do not overlap", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const { start, end } of listSemanticTokens(parseDockerfile(text))) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).not.toContain("\n");
          last = end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("can be asked about at any place", () => {
    fc.assert(
      fc.property(anyText, fc.nat(20), fc.nat(40), (text, line, character) => {
        const dockerfile = parseDockerfile(text);
        complete(dockerfile, { line, character }, { images: ["a"], contextPaths: ["b/c"] });
        hover(dockerfile, { line, character });
        for (const { startLine, endLine } of foldingRanges(dockerfile)) expect(endLine).toBeGreaterThan(startLine);
      }),
      { numRuns: 1000 },
    );
  });

  it("is expanded without throwing", () => {
    fc.assert(
      fc.property(anyText, anyText, (text, value) => {
        const lookup = (name: string): string | undefined => (name === "a" ? value : undefined);
        expandWord(text, lookup, { escape: "\\" });
        expandWords(text, lookup, { escape: "`" });
        expandHeredoc(text, lookup);
      }),
      { numRuns: 2000 },
    );
  });

  it("is an ignore file that answers", () => {
    fc.assert(
      fc.property(anyText, anyText, (text, path) => typeof parseDockerignore(text).ignores(path) === "boolean"),
    );
  });
});

/** The limits are on the processor's time; the clock's is only for what never ends, on a machine however busy. */
const PATIENCE = 120_000;

describe("a long text is read in linear time", { timeout: PATIENCE }, () => {
  // Each of these makes a naive reader quadratic or worse. The limit is some hundred times what they take.
  const hostile: Record<string, string> = {
    "open quotes": "FROM a\nENV ".concat('a="b '.repeat(20_000)),
    "open braces": "FROM a\nENV a=".concat("${a:-".repeat(20_000)),
    continuations: "FROM a\nRUN ".concat("a \\\n".repeat(50_000)),
    "blank continuations": "FROM a\nRUN a \\\n".concat("\n".repeat(50_000)),
    comments: "# a\n".repeat(50_000),
    "heredocs without an end": "FROM a\n".concat("RUN <<A\nB\n".repeat(20_000)),
    "many heredocs in a line": `FROM a\nCOPY ${"<<A ".repeat(5000)} /x\n${"A\n".repeat(5000)}`,
    spaces: "FROM a\nRUN ".concat(" ".repeat(60_000)).concat("x"),
    escapes: "FROM a\nENV a=".concat("\\".repeat(60_000)),
    flags: "FROM a\nRUN ".concat("--mount=type=cache,target=/x ".repeat(2000)),
    json: "FROM a\nCMD [".concat('"a",'.repeat(15_000)).concat('"b"]\n'),
    patterns: `FROM a\nENV a=${"a".repeat(20_000)}\nENV b=\${a//*a*a*a*a*b/x} c=\${a##*a*a*a*b} d=\${a%%b*b*b*b}\n`,
    names: Array.from({ length: 2000 }, (_, index) => `FROM a AS s${index}\nCOPY --from=s${index - 1} a b\n`).join(""),
    variables: "FROM a\n".concat(Array.from({ length: 3000 }, (_, index) => `ENV v${index}=$v${index - 1}\n`).join("")),
  };

  it.each(Object.keys(hostile))("%s", (name) => {
    const text = hostile[name] ?? "";
    const took = processorTime(() => {
      listSemanticTokens(parseDockerfile(text));
      checkDockerfile(text);
    });
    expect(took).toBeLessThan(3000);
  });
});

/** Each makes a text of about so many characters that would break a reader which copies, recurses or backtracks. */
const MADE_OF: Record<string, (size: number) => string> = {
  backslashes: (size) => `FROM a\nRUN ${fill("\\", size)}\n`,
  "backslash lines": (size) => `FROM a\nRUN ${fill("\\\n", size)}x\n`,
  "backslashes in a value": (size) => `FROM a\nENV a=${fill("\\", size)}\n`,
  "open braces": (size) => `FROM a\nENV a=${fill("${", size)}\n`,
  "nested defaults": (size) => `FROM a\nENV a=${fill("${b:-", size)}\n`,
  "heredocs in a line": (size) => `FROM a\nRUN ${fill("<<A ", size)}\n`,
  "heredocs without spaces": (size) => `FROM a\nRUN ${fill("<<A", size)}\n`,
  "heredocs without an end": (size) => `FROM a\n${fill("RUN <<A\n", size)}`,
  "nested quotes": (size) => `FROM a\nENV a=${fill(`"'`, size)}\n`,
  "quotes in flags": (size) => `FROM a\nCOPY --chown=${fill(`'"`, size)} a b\n`,
  stages: (size) => fill("FROM a\n", size),
  "stages in a row": (size) => numbered(size, (n) => `FROM ${n === 0 ? "a" : `s${n - 1}`} AS s${n}\n`),
  "stages of one name": (size) => fill("FROM a AS b\n", size),
  "a chain of global ARGs": (size) => `${numbered(size, (n) => `ARG v${n}=$v${n - 1}\n`)}FROM a\n`,
  "a chain of ARGs": (size) => `FROM a\n${numbered(size, (n) => `ARG v${n}=$v${n - 1}\n`)}`,
  "values that double": (size) => `FROM a\nENV v0=x\n${numbered(size, (n) => `ENV v${n + 1}=$v${n}$v${n}\n`)}`,
  "values that square": (size) =>
    `FROM a\nENV v0=xxxx\n${numbered(size, (n) => `ENV v${n + 1}=\${v${n}//x/$v${n}}\n`)}`,
  "triggers of triggers": (size) => `FROM a\n${fill("ONBUILD ", size)}\n`,
  "triggers that run": (size) => `FROM a AS b\n${fill("ONBUILD RUN x\n", size)}FROM b\n`,
  "mount keys": (size) => `FROM a\nRUN --mount=${fill("a=b,", size)} x\n`,
  "open arrays": (size) => `FROM a\nCMD ${fill("[", size)}\n`,
  NULs: (size) => fill("\0", size),
  "half surrogates": (size) => `FROM a\nENV ${fill("\ud800=", size)}\n`,
};

function fill(unit: string, size: number): string {
  return unit.repeat(Math.ceil(size / unit.length));
}

function numbered(size: number, line: (n: number) => string): string {
  return Array.from({ length: Math.ceil(size / 16) }, (_, n) => line(n)).join("");
}

describe("a megabyte", () => {
  it.each(Object.keys(MADE_OF))(
    "of %s parses without throwing, prints back, and takes no longer than its length asks for",
    (name) => {
      const make = MADE_OF[name] ?? (() => "");
      const timeOf = (text: string): number =>
        processorTime(() => expect(printSyntax(parseDockerfile(text).syntax)).toBe(text));
      const small = make(62_500);
      const once = Math.min(timeOf(small), timeOf(small), timeOf(small));
      // Sixteen times the text: a quadratic reader would need 256 times as long.
      expect(timeOf(make(1_000_000))).toBeLessThan(Math.max(2000, once * 80));
    },
    PATIENCE,
  );

  it.each(Object.keys(MADE_OF))(
    "of %s, a sixteenth of it, is checked in time too",
    (name) => {
      const text = MADE_OF[name]?.(62_500) ?? "";
      expect(processorTime(() => checkDockerfile(text))).toBeLessThan(5000);
    },
    PATIENCE,
  );
});
