import { beforeAll, expect, test } from "vitest";
import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { parseDockerfile } from "../instructions/parseDockerfile.ts";
import { type RunScript, runScript } from "./runScripts.ts";
import type { Bash } from "./shellScript.ts";

let bash: Bash;
beforeAll(async () => {
  bash = await bashFromModules();
});

function runsOf(text: string): readonly RunScript[] {
  const dockerfile = parseDockerfile(text);
  return dockerfile.syntax.statements.flatMap((statement) => runScript(statement, dockerfile, bash) ?? []);
}

/** Each command's words as they stand at their ranges in the document. */
function placedWords(text: string): readonly (readonly string[])[] {
  const { lines } = parseDockerfile(text).syntax;
  return runsOf(text).flatMap(({ script, source }) =>
    script.commands.map(({ nameWord, words }) =>
      [nameWord, ...words].map(({ start, end }) => {
        const range = source.rangeOf(start, end);
        return text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end));
      }),
    ),
  );
}

test("words are found through continuations, comments and blank lines", () => {
  const text = "FROM x\nRUN --network=none a b \\\n  # a comment\n\n  && c \\\n   'd e'\n";
  expect(placedWords(text)).toEqual([
    ["a", "b"],
    ["c", "'d e'"],
  ]);
});

test("CRLF and characters beyond the BMP move nothing", () => {
  expect(placedWords("FROM x\r\nRUN echo 🐳 \\\r\n  && a b\r\n")).toEqual([
    ["echo", "🐳"],
    ["a", "b"],
  ]);
  expect(placedWords("FROM x\r\nRUN <<EOF\r\na b \\\r\n  c\r\nd\r\nEOF\r\n")).toEqual([["a", "b", "c"], ["d"]]);
});

test("a heredoc that is the script is read as one", () => {
  const text = "FROM x\nRUN <<-EOF\n\tset -e\n\ta b\n\tEOF\nRUN bash -e <<'END'\nc $d\nEND\n";
  expect(placedWords(text)).toEqual([
    ["set", "-e"],
    ["a", "b"],
    ["c", "$d"],
  ]);
  expect(runsOf(text).map(({ form }) => form)).toEqual(["heredoc", "heredoc"]);
});

test("a heredoc for another program is not", () => {
  expect(placedWords("FROM x\nRUN python3 <<EOF\nimport os\nEOF\n")).toEqual([["python3"]]);
  expect(runsOf("FROM x\nRUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF\n")).toEqual([]);
  expect(placedWords("FROM x\nRUN <<EOF\n#!/bin/bash\na\nEOF\n")).toEqual([["a"]]);
});

test("a command line with heredocs continues after them", () => {
  expect(placedWords("FROM x\nRUN cat <<A > /a && b <<B\none\nA\ntwo\nB\nRUN c\n")).toEqual([["cat"], ["b"], ["c"]]);
});

test("a JSON array is one command", () => {
  expect(placedWords('FROM x\nRUN ["a", "b c", "é\\n"]\n')).toEqual([['"a"', '"b c"', '"é\\n"']]);
});

test("an ONBUILD RUN has its script too", () => {
  const [run] = runsOf("FROM x\nONBUILD RUN --network=none a \\\n  b\n");
  expect(run?.onbuild).toBe(true);
  expect(placedWords("FROM x\nONBUILD RUN --network=none a \\\n  b\n")).toEqual([["a", "b"]]);
});

test("with a backtick for escape a backslash is the shell's", () => {
  expect(placedWords("# escape=`\nFROM x\nRUN a `\n  b\\ c\n")).toEqual([["a", "b\\ c"]]);
});
