import { beforeAll, expect, test } from "vitest";
import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { parseDockerfile } from "../instructions/parseDockerfile.ts";
import { createLineIndex } from "../syntax/lineIndex.ts";
import { joinRuns } from "./joinRuns.ts";
import { runScript } from "./runScripts.ts";
import type { Bash } from "./shellScript.ts";

let bash: Bash;
beforeAll(async () => {
  bash = await bashFromModules();
});

/** The text with all of its RUNs joined; undefined if they can't be. */
function joined(text: string, shell: readonly string[] = ["/bin/sh", "-c"]): string | undefined {
  const dockerfile = parseDockerfile(text);
  const runs = dockerfile.syntax.statements.flatMap((statement) => {
    const run = runScript(statement, dockerfile, bash);
    return run === undefined ? [] : [{ ...run, shell }];
  });
  const lines = createLineIndex(text);
  return joinRuns(runs, dockerfile)?.reduceRight(
    (now, { range, newText }) =>
      now.slice(0, lines.offsetAt(range.start)) + newText + now.slice(lines.offsetAt(range.end)),
    text,
  );
}

test("commands are joined by &&, comments between them stay, blank lines go", () => {
  expect(joined("RUN a\n\n# why\nRUN b \\\n  | c\n  # more\nRUN d\n")).toBe(
    "RUN a \\\n# why\n    && b \\\n  | c \\\n  # more\n    && d\n",
  );
});

test("line breaks and the escape character are those of the file", () => {
  expect(joined("# escape=`\r\nRUN a\r\nRUN b\r\n")).toBe("# escape=`\r\nRUN a `\r\n    && b\r\n");
});

test("a list of another kind gets a subshell, so that a failure before it still ends the build", () => {
  expect(joined("RUN a\nRUN b || true\n")).toBe("RUN a \\\n    && (b || true)\n");
  expect(joined("RUN a; b\nRUN c\n")).toBe("RUN (a; b) \\\n    && c\n");
  expect(joined("RUN a\nRUN for x in 1 2; do b; done\n")).toBe("RUN a \\\n    && (for x in 1 2; do b; done)\n");
});

test("a folder or a variable set by one RUN is not seen by the next", () => {
  expect(joined("RUN cd /x && make\nRUN rm y\n")).toBe("RUN (cd /x && make) \\\n    && rm y\n");
  expect(joined("RUN A=1\nRUN b\n")).toBe("RUN (A=1) \\\n    && b\n");
  expect(joined("RUN a\nRUN cd /x && make\n")).toBe("RUN a \\\n    && cd /x && make\n");
});

test("quotes, redirections and && itself are no reason for a subshell", () => {
  expect(joined(`RUN a && b 2>&1 'x;y' "p||q"\nRUN c &> d\n`)).toBe(`RUN a && b 2>&1 'x;y' "p||q" \\\n    && c &> d\n`);
});

test("what can't be joined for sure is left alone", () => {
  const left = [
    "RUN a # note\nRUN b\n",
    "RUN a &\nRUN b\n",
    "RUN a;\nRUN b\n",
    "RUN set -e; a\nRUN b\n",
    'RUN ["a"]\nRUN b\n',
    "RUN <<EOF\na\nEOF\nRUN b\n",
    "RUN if a\nRUN b\n",
    "RUN a\n",
  ];
  for (const text of left) expect(joined(text), text).toBeUndefined();
});

test("a shell that ends at a failure keeps doing so", () => {
  const strict = ["/bin/bash", "-eo", "pipefail", "-c"];
  expect(joined("RUN a\nRUN b\n", strict)).toBe("RUN a \\\n    && b\n");
  expect(joined("RUN a; b\nRUN c\n", strict)).toBeUndefined();
});
