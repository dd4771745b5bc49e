import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Dockerfile, parseDockerfile } from "../../instructions/parseDockerfile.ts";
import { resolveStages } from "../../stages/resolveStages.ts";
import { type CheckedScript, checkedScripts } from "./checkedScript.ts";

const read = (dockerfile: Dockerfile) => checkedScripts(dockerfile, resolveStages(dockerfile));
const scriptsOf = (text: string): readonly CheckedScript[] => read(parseDockerfile(text));

/** What ShellCheck gets, what it has to know aside. */
const bodies = (text: string): readonly string[] => scriptsOf(text).map(({ text: all, start }) => all.slice(start));
const heads = (text: string): readonly string[] => scriptsOf(text).map(({ text: all, start }) => all.slice(0, start));

describe("what ShellCheck gets", () => {
  test("of a RUN is its command line as the shell gets it: joined, without comments and flags", () => {
    expect(bodies("FROM x\nRUN --network=none a \\\n  # why\n\n  && b # c\n")).toEqual(["a   && b # c"]);
    expect(bodies("# escape=`\nFROM x\nRUN a `\n  && b\\c\n")).toEqual(["a   && b\\c"]);
  });

  test("of a heredoc is its body, without the tabs of <<- and carriage returns", () => {
    expect(bodies("FROM x\nRUN <<-EOF\n\ta\n\t\tb\n\tEOF\n")).toEqual(["a\nb\n"]);
    expect(bodies("FROM x\r\nRUN <<EOF\r\na\r\nb\r\nEOF\r\n")).toEqual(["a\nb\n"]);
    expect(bodies("FROM x\nRUN cat <<A && b\n$c\nA\n")).toEqual(["cat <<A && b\n$c\nA\n"]);
  });

  test("of ONBUILD RUN is the same", () => {
    expect(bodies("FROM x\nONBUILD RUN --network=none a\nONBUILD RUN <<EOF\nb\nEOF\n")).toEqual(["a", "b\n"]);
  });

  test("is undefined if no shell reads it, or if it is empty", () => {
    expect(bodies('FROM x\nRUN ["a"]\nCMD b\nENTRYPOINT c\nHEALTHCHECK CMD d\n')).toEqual([]);
    expect(bodies("FROM x\nRUN python3 <<EOF\na\nEOF\n")).toEqual(["python3 <<EOF\na\nEOF\n"]);
    expect(bodies("FROM x\nRUN <<EOF\n#!/usr/bin/env perl\na\nEOF\nRUN <<EOF\nEOF\n")).toEqual([]);
  });
});

describe("what ShellCheck is told before", () => {
  test("is the shell that reads the script", () => {
    expect(heads("FROM x\nRUN a\n")).toEqual(["#!/bin/sh\n"]);
    expect(heads('FROM x\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN a\n')).toEqual(["#!/bin/bash -e\n"]);
    expect(heads('FROM x\nSHELL ["/usr/bin/env", "bash", "-c"]\nRUN a\n')).toEqual(["#!/bin/bash\n"]);
    expect(heads('FROM x\nSHELL ["/bin/busybox", "sh", "-c"]\nRUN a\n')).toEqual(["#!/bin/busybox sh\n"]);
    expect(heads('FROM x\nSHELL ["C:\\\\bash.exe", "-o", "errexit", "-c"]\nRUN a\n')).toEqual(["#!/bin/bash -e\n"]);
    expect(heads("FROM x\nRUN bash -e <<EOF\na\nEOF\n")).toEqual(["#!/bin/bash -e\n"]);
    expect(heads("FROM x\nRUN <<EOF\n#!/usr/bin/env -S dash -e\na\nEOF\n")).toEqual(["#!/bin/dash -e\n"]);
  });

  test("is not said of shells that it does not know: they get none", () => {
    for (const shell of ["pwsh", "powershell", "cmd", "/usr/bin/fish", "/bin/zsh", "python3"]) {
      expect(scriptsOf(`FROM x\nSHELL ["${shell}", "-c"]\nRUN a\n`)).toEqual([]);
    }
    expect(scriptsOf("FROM mcr.microsoft.com/windows/nanoserver\nRUN a\n")).toEqual([]);
  });

  test("is each variable of the script that ARG and ENV set there, and no other", () => {
    const text =
      "ARG g\nFROM x AS s\nARG a b=1\nENV c=1 d=2\nRUN $a $b $d $e $g\nFROM s\nENV e=1\nRUN $a $e\nFROM x\nRUN $a\n";
    expect(heads(text)).toEqual([
      "#!/bin/sh\nexport a=1\nexport b=1\nexport d=1\n",
      "#!/bin/sh\nexport a=1\nexport e=1\n",
      "#!/bin/sh\n",
    ]);
    expect(heads("FROM x\nENV a-b=1\nRUN $a-b\n")).toEqual(["#!/bin/sh\n"]);
  });

  test("are the directives above the RUN and between its lines", () => {
    const text =
      "FROM x\n# a\n# shellcheck disable=SC1,SC2 # why\nRUN a \\\n # shellcheck source=/x\n # shellchecks\n b\n";
    expect(heads(text)).toEqual(["#!/bin/sh\n# shellcheck disable=SC1,SC2 # why\n# shellcheck source=/x\n"]);
  });
});

const word = fc.constantFrom(
  "a",
  "$b",
  '"c d"',
  "🐳",
  "'é'",
  "`",
  "$(",
  ")",
  "\\",
  "&&",
  "|",
  "# e",
  "<<EOF",
  "<<-'X'",
);
const gap = fc.constantFrom(" ", "\t", " \\\n", "\\\n  ", " \\\n # why\n\n  ", " `\n\t", "  \\ \n");
const line = fc.array(fc.tuple(word, gap), { maxLength: 8 }).map((parts) => parts.flat().join(""));
const head = fc.constantFrom("RUN ", "run\t", "RUN --network=none ", "ONBUILD RUN ", "RUN <<EOF\n", "RUN <<-EOF\n\t");
const tail = fc.constantFrom("\n", "\n\t\ttext $b\nEOF\n", "\n#!/bin/bash\nEOF\nX\n", "");
const statement = fc.tuple(head, line, tail).map((parts) => parts.join(""));
const documents = fc
  .tuple(fc.constantFrom("", "# escape=`\n", "\uFEFF"), fc.array(statement, { maxLength: 5 }), fc.boolean())
  .map(([start, statements, crlf]) => {
    const text = `${start}FROM debian\nENV b=1\n${statements.join("")}`;
    return crlf ? text.replaceAll("\n", "\r\n") : text;
  });

/** The characters of a script that stand elsewhere in the document than it says; none but line ends may. */
function misplaced(dockerfile: Dockerfile, { text, start, rangeOf, statement }: CheckedScript): string[] {
  const { lines } = dockerfile.syntax;
  return Array.from({ length: text.length - start }, (_, at) => start + at).flatMap((at) => {
    const place = rangeOf(at, at + 1);
    const offset = lines.offsetAt(place.start);
    const there = dockerfile.text.slice(offset, lines.offsetAt(place.end));
    const isInside = statement.start <= offset && offset <= statement.end;
    // A shebang that is not in the first line is made a comment.
    const isSame = there === text[at] || text[at] === "\n" || (there === "!" && text[at] === "#");
    return isInside && isSame ? [] : [`${JSON.stringify(text[at])} at ${at} is ${JSON.stringify(there)} at ${offset}`];
  });
}

test("each character of a script is at its reported place, within its RUN", () => {
  fc.assert(
    fc.property(documents, (text) => {
      const dockerfile = parseDockerfile(text);
      expect(read(dockerfile).flatMap((script) => misplaced(dockerfile, script))).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
