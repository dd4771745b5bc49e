import { beforeAll, describe, expect, it } from "vitest";
import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { parseDockerfile } from "../../instructions/parseDockerfile.ts";
import type { Bash } from "../../shell/shellScript.ts";
import { listSemanticTokens, semanticTokens } from "./semanticTokens.ts";

let bash: Bash;
beforeAll(async () => {
  bash = await bashFromModules();
});

/** `type text` of each, those of instructions and flags of RUN left out by `from`. */
function tokensOf(text: string): readonly string[] {
  const tokens = listSemanticTokens(parseDockerfile(text), { bash });
  return tokens.map(({ start, end, type }) => `${type} ${text.slice(start, end)}`);
}

/** As `tokensOf`, without what stands before and in the first FROM line. */
const afterFrom = (text: string): readonly string[] => tokensOf(`FROM a\n${text}`).slice(2);

describe("semantic tokens of scripts", () => {
  it("are at their places across the lines of a RUN, with its comments and its own flags", () => {
    expect(afterFrom("RUN --network=none set -e; \\\n  # why\n  echo \"a $b\" \\\n    | tee 'c'\n")).toEqual([
      "keyword RUN",
      "parameter --network",
      "operator =",
      "string none",
      "function set",
      "parameter -e",
      "operator ;",
      "comment # why",
      "function echo",
      'string "a ',
      "variable $b",
      'string "',
      "operator |",
      "function tee",
      "string 'c'",
    ]);
  });

  it("are split if a string continues on the next line", () => {
    expect(afterFrom('RUN echo "one \\\n  two"\n')).toEqual([
      "keyword RUN",
      "function echo",
      'string "one ',
      'string   two"',
    ]);
  });

  it("are true in a heredoc that a shell reads, chomped tabs and CRLF too", () => {
    expect(afterFrom("RUN <<-EOF\r\n\tif true; then\r\n\t\tcat 'a\r\n\tb'\r\n\tfi\r\n\tEOF\r\n")).toEqual([
      "keyword RUN",
      "label <<-EOF",
      "keyword if",
      "function true",
      "operator ;",
      "keyword then",
      "function cat",
      "string 'a",
      "string b'",
      "keyword fi",
      "label EOF",
    ]);
  });

  it("leave a heredoc for another program a string", () => {
    expect(afterFrom("RUN python3 <<EOF\nimport os\nEOF\n")).toEqual([
      "keyword RUN",
      "function python3",
      "operator <<",
      "label EOF",
      "string import os",
      "label EOF",
    ]);
    expect(afterFrom("RUN <<EOF\n#!/usr/bin/python3\nif x: pass\nEOF\n")).toEqual([
      "keyword RUN",
      "label <<EOF",
      "string #!/usr/bin/python3",
      "string if x: pass",
      "label EOF",
    ]);
  });

  it("color a copied heredoc as a script where its first line or its name says so", () => {
    const script = ["comment #!/bin/sh", "function echo", "variable $A", "label EOF"];
    expect(afterFrom("COPY <<EOF /run\n#!/bin/sh\necho $A\nEOF\n").slice(2)).toEqual(script);
    expect(afterFrom("COPY <<EOF /run.sh\n#!/bin/sh\necho $A\nEOF\n").slice(2)).toEqual(script);
    expect(afterFrom("COPY <<'a.sh' /b/\nls -l\na.sh\n").slice(2)).toEqual([
      "function ls",
      "parameter -l",
      "label a.sh",
    ]);
    expect(afterFrom("COPY <<EOF /etc/a.conf\nif $A\nEOF\n").slice(2)).toEqual([
      "string if ",
      "variable $A",
      "label EOF",
    ]);
  });

  it("are there under ONBUILD, in CMD, ENTRYPOINT and HEALTHCHECK", () => {
    expect(afterFrom("ONBUILD RUN ls -l\n")).toEqual(["keyword ONBUILD", "keyword RUN", "function ls", "parameter -l"]);
    expect(afterFrom("CMD ls -l\n")).toEqual(["keyword CMD", "function ls", "parameter -l"]);
    expect(afterFrom("ONBUILD ENTRYPOINT ls $A\n").slice(2)).toEqual(["function ls", "variable $A"]);
    expect(afterFrom("HEALTHCHECK --retries=3 CMD ls && b\n").slice(4)).toEqual([
      "keyword CMD",
      "function ls",
      "operator &&",
      "function b",
    ]);
  });

  it("are none where PowerShell reads the script", () => {
    const text = 'SHELL ["powershell", "-Command"]\nRUN if ($a) { b }\nCMD ls\n';
    expect(afterFrom(text).filter((token) => token.startsWith("function"))).toEqual([]);
    expect(afterFrom(text)).toContain("variable $a");
  });

  it("are what they were without the grammar", () => {
    const text = "FROM a\nRUN ls -l\n";
    expect(semanticTokens(parseDockerfile(text)).data).toHaveLength(15);
    expect(semanticTokens(parseDockerfile(text), { bash }).data).toHaveLength(25);
  });

  it("are in order, within their lines and never overlapping, even in broken texts", () => {
    const pieces = [
      "RUN ",
      "CMD ",
      "<<E",
      '"',
      "$(",
      "`",
      "\\\n",
      "\n",
      "E\n",
      "if ",
      "a -b ",
      "# c\n",
      "COPY ",
      "é🐳",
      "'",
    ];
    let state = 7;
    for (let round = 0; round < 300; round++) {
      let text = "FROM a\nRUN ";
      for (let count = 0; count < 12; count++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        text += pieces[(state >>> 8) % pieces.length];
      }
      let last = 0;
      for (const { start, end } of listSemanticTokens(parseDockerfile(text), { bash })) {
        expect(start, JSON.stringify(text)).toBeGreaterThanOrEqual(last);
        expect(end, JSON.stringify(text)).toBeGreaterThan(start);
        expect(text.slice(start, end), JSON.stringify(text)).not.toContain("\n");
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }
  });
});
