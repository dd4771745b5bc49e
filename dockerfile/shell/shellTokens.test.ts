import { beforeAll, expect, test } from "vitest";
import { bashFromModules } from "#server/checks/bashFromModules.ts";
import type { Bash } from "./shellScript.ts";

let bash: Bash;
beforeAll(async () => {
  bash = await bashFromModules();
});

/** `kind text` of each, plain words left out. */
const tokensOf = (text: string): readonly string[] =>
  bash.parse(text).tokens.map(({ start, end, kind }) => `${kind} ${text.slice(start, end)}`);

test("commands, flags, operators and comments have their kinds, plain words none", () => {
  expect(tokensOf("apt-get update && apt-get install -y --quiet curl | tee log # why")).toEqual([
    "command apt-get",
    "operator &&",
    "command apt-get",
    "flag -y",
    "flag --quiet",
    "operator |",
    "command tee",
    "comment # why",
  ]);
});

test("variables and commands are told apart within strings", () => {
  expect(tokensOf(`echo "a $b \${c:-"d"} $(ls -l "$e")" 'f $g'`)).toEqual([
    "command echo",
    'string "a ',
    "variable $b",
    "string  ",
    "variable ${c:-",
    'string "d"',
    "variable }",
    "string  ",
    "operator $(",
    "command ls",
    "flag -l",
    'string "',
    "variable $e",
    'string "',
    "operator )",
    'string "',
    "string 'f $g'",
  ]);
});

test("the words of the language are keywords, names are variables", () => {
  expect(tokensOf("for i in a; do if [ -f $i ]; then export A=1; fi; done")).toEqual([
    "keyword for",
    "variable i",
    "keyword in",
    "operator ;",
    "keyword do",
    "keyword if",
    "keyword [",
    "operator -f",
    "variable $i",
    "keyword ]",
    "operator ;",
    "keyword then",
    "keyword export",
    "variable A",
    "operator =",
    "operator ;",
    "keyword fi",
    "operator ;",
    "keyword done",
  ]);
});

test("functions and assignments before a command", () => {
  expect(tokensOf("f() { A=b c; }")).toEqual([
    "command f",
    "operator ()",
    "operator {",
    "variable A",
    "operator =",
    "command c",
    "operator ;",
    "operator }",
  ]);
});

test("a heredoc's name is a label, its body a string with variables", () => {
  expect(tokensOf("cat <<EOF > a\none $b\nEOF\n")).toEqual([
    "command cat",
    "operator <<",
    "label EOF",
    "operator >",
    "string one ",
    "variable $b",
    "string \n",
    "label EOF",
  ]);
  expect(tokensOf("cat <<'EOF'\none $b\nEOF\n")).toEqual([
    "command cat",
    "operator <<",
    "label 'EOF'",
    "string one $b\n",
    "label EOF",
  ]);
});

test("tokens are in order and never overlap, even in broken scripts", () => {
  for (const text of ['echo "a $(b', "if [ a; then", "${", "a <<E", "`", "case x in", "🐳 'é' $x"]) {
    let end = 0;
    for (const token of bash.parse(text).tokens) {
      expect(token.start).toBeGreaterThanOrEqual(end);
      expect(token.end).toBeGreaterThan(token.start);
      end = token.end;
    }
    expect(end).toBeLessThanOrEqual(text.length);
  }
});
