import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { bashFiles } from "#server/checks/bashFromModules.ts";
import { loadBash, loadForgetfulBash } from "./loadBash.ts";
import { isMuchAs, rereadScript } from "./rereadScript.ts";
import type { Bash } from "./shellScript.ts";

const STATEMENTS = [
  "apt-get update && apt-get install -y curl",
  "curl -fsSL https://example.com/a | tar -xz -C /opt",
  "if [ -f x ]; then\n  echo yes\nelse\n  rm -rf /tmp/x\nfi",
  'for f in *.txt; do\n  cat "$f" >> all; sort -u all\ndone',
  "cat <<END > file\nhello $USER\nEND",
  "# a comment \\",
  "make \\\n  -j4 \\\n  install",
  "f() {\n  echo \"$1\" '#'\n}",
  "case $x in\n  a) true;;\n  *) false;;\nesac",
  "echo 'two\nlines'; cd /src",
  'export A=1 B="$(id -u)"',
  "",
  "{ sleep 1 & wait; }",
];
const PIECES = [
  ..."x \n\\;&|#'\"$(){}<>=",
  "<<END\n",
  "END\n",
  "\\\n",
  "done\n",
  "fi\n",
  "if true; then\n",
  " && ",
  "$(",
  "`",
  "y\ny",
];

const script = fc
  .array(fc.constantFrom(...STATEMENTS), { minLength: 80, maxLength: 120 })
  .map((statements) => statements.join("\n"));
const edit = fc.record({
  at: fc.nat(),
  remove: fc.nat({ max: 30 }),
  insert: fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }),
});
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

function edited(text: string, { at, remove, insert }: Edit): string {
  const start = at % (text.length + 1);
  return text.slice(0, start) + insert.join("") + text.slice(start + remove);
}

describe("a long script that is changed", () => {
  let whole: Bash;
  let inPart: Bash;
  beforeAll(async () => {
    const files = await bashFiles();
    // On a busy machine, one of them might give up and the other not.
    whole = await loadForgetfulBash(files, Infinity);
    inPart = await loadBash(files, Infinity);
  });

  const said = (bash: Bash, text: string) => {
    const { commands, pipelines, tokens } = bash.parse(text);
    return { commands, pipelines, tokens };
  };

  it("is read as if it were new, whatever was changed", () => {
    fc.assert(
      fc.property(script, fc.array(edit, { minLength: 1, maxLength: 6 }), (first, edits) => {
        let text = first;
        inPart.parse(text);
        for (const each of edits) {
          text = edited(text, each);
          expect(said(inPart, text)).toEqual(said(whole, text));
        }
      }),
      // One edit in some thousands makes a line that tree-sitter reads either way, by what stands far from it: no chance here.
      { numRuns: 25, seed: 2026 },
    );
  });

  it("is parsed only about the change", () => {
    const before = Array.from({ length: 200 }, (_, line) => `echo line ${line}`).join("\n");
    const text = before.replace("line 100", "line one hundred");
    const children = Array.from(before.matchAll(/.+/g), ({ index, 0: { length } }) => ({
      kind: "command",
      named: true,
      start: index,
      end: index + length,
      children: [],
    }));
    const root = { kind: "program", named: true, start: 0, end: before.length, children };
    const parts: string[] = [];
    rereadScript(text, { text: before, root, wrong: false }, (part) => {
      parts.push(part);
      return undefined;
    });
    expect(parts).toEqual(["echo line 99\necho line one hundred\necho line 101\n"]);
  });

  it("is not compared with one that is quite another", () => {
    expect(isMuchAs("aaaabbbb", "aaaaxbbbb")).toBe(true);
    expect(isMuchAs("aaaabbbb", "ccccdddd")).toBe(false);
  });
});
