import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyFix } from "../../checks/applyFix.ts";
import { parseDockerfile } from "../../instructions/parseDockerfile.ts";
import { formatDocument } from "./formatDocument.ts";

function format(text: string): string {
  return applyFix(text, { title: "", edits: [...formatDocument(parseDockerfile(text))] });
}

const LAYOUT: ReadonlySet<string> = new Set(["range", "original", "keyword", "as"]);

/** Blanks between a shell's words as one; those in quotes and after a backslash unchanged. */
function partedOnce(text: string): string {
  return text.replace(/(\\.|"(?:\\.|[^"\\])*"|'[^']*'|["'].*)|[ \t]+/gs, (_, kept: string | undefined) => kept ?? " ");
}

/** All that a build is made of: the instructions without their places in the text, and what is wrong with them. */
function plan(text: string): unknown {
  const { metaArgs, stages, directives, mistakes } = parseDockerfile(text);
  const codes = mistakes.map(({ code, phase }) => [phase, code]);
  const json = JSON.stringify({ metaArgs, stages, directives, codes }, (key, value) =>
    LAYOUT.has(key) ? undefined : key === "text" ? partedOnce(String(value)) : value,
  );
  return JSON.parse(json);
}

const testdata = new URL("../../testdata/", import.meta.url);
const samples = readdirSync(testdata, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("Dockerfile"))
  .map((path) => readFileSync(new URL(path, testdata), "utf8"));

const pieces = [
  ..."\\ `#\n\t\"'$=<>-[],\r".split(""),
  ...["FROM a", "from b as c", "RUN ", "run  ", "COPY ", "ENV A=1  B=2", "ENV A  b  c", "ARG x", "<<EOF", "<<-'E F'"],
  ...[
    "\nEOF\n",
    " \\\n",
    "\\ \n",
    "  \n",
    "\n\n\n",
    "# syntax=x",
    "#escape=`\n",
    "--mount=type=cache,target=/x",
    "--link",
  ],
  ...['["a",  "b"]', "ONBUILD  ", "HEALTHCHECK ", "CMD  x  y", "\r\n", "\uFEFF", "\u00a0", "\f", "  word  ", "LABEL "],
];
const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((parts) => parts.join(""));

describe("formatting", () => {
  it("sets instructions to the margin and one space between words", () => {
    expect(format("  FROM   busybox  as   app \n\tCOPY  --link   a   b\t/c/  \nENV  A=1   B='x  y'\n")).toBe(
      "FROM busybox AS app\nCOPY --link a b /c/\nENV A=1 B='x  y'\n",
    );
  });

  it("indents lines of a command that begin at the margin, if that splits no word", () => {
    expect(format("FROM a\nRUN b && \\\nc \\\n# why\n&& d \\\n  e\n")).toBe(
      "FROM a\nRUN b && \\\n    c \\\n# why\n    && d \\\n  e\n",
    );
    expect(format('FROM a\nCMD [ "b", \\\n"c" ]\n')).toBe('FROM a\nCMD [ "b", \\\n    "c" ]\n');
    for (const kept of ["b\\\nc", "echo 'b \\\nc'", 'echo "b \\\nc"', "b\\ \\\nc", "echo it's \\\nc"]) {
      expect(format(`FROM a\nRUN ${kept}\n`)).toBe(`FROM a\nRUN ${kept}\n`);
    }
  });

  it("keeps what the shell reads, with its indentation and comments", () => {
    const run = "RUN if true; then \\\n      # why\n      echo  a  && \\\n        echo b; \\\n    fi\n";
    expect(format(`FROM a\n${run}`)).toBe(`FROM a\n${run}`);
  });

  it("keeps heredocs, their blanks at line ends too", () => {
    const text = "FROM a\nRUN <<EOF\n  echo  hi  \n\n\n\techo  \nEOF\n";
    expect(format(text)).toBe(text);
  });

  it("sets in lines that continue at the margin where blanks only part words", () => {
    expect(format("FROM a\nENV A=1 \\\nB=2 \\\n  C=3\nRUN --network=none \\\necho \\\nhi\n")).toBe(
      "FROM a\nENV A=1 \\\n    B=2 \\\n  C=3\nRUN --network=none \\\n    echo \\\n    hi\n",
    );
  });

  it("leaves one empty line of several, none at the end, and ends the last line", () => {
    expect(format("FROM a\n\n  \n\n# note  \nRUN b\n\n\n")).toBe("FROM a\n\n# note\nRUN b\n");
    expect(format("FROM a")).toBe("FROM a\n");
    expect(format("FROM a\r\nRUN b  ")).toBe("FROM a\r\nRUN b\r\n");
  });

  it("writes keywords in upper case, but leaves a file of lower case so", () => {
    expect(format("FROM a\nrun b\nCopy c d\n")).toBe("FROM a\nRUN b\nCOPY c d\n");
    expect(format("from a\nrun b\n")).toBe("from a\nrun b\n");
  });

  it("does not make a directive of a comment", () => {
    const text = "\n\n# escape=`\nFROM a\n";
    expect(format(text)).toBe("\n# escape=`\nFROM a\n");
  });

  it("changes no build and nothing a second time, in every sample", () => {
    expect(samples.length).toBeGreaterThan(50);
    for (const text of samples) {
      const once = format(text);
      expect(plan(once)).toEqual(plan(text));
      expect(format(once)).toBe(once);
    }
  });

  it("changes no build and nothing a second time, in any text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = format(text);
        expect(plan(once)).toEqual(plan(text));
        expect(format(once)).toBe(once);
      }),
      { numRuns: 1500 },
    );
  });
});
