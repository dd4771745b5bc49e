import { beforeAll, expect, test } from "vitest";
import { bashFromModules } from "#server/checks/bashFromModules.ts";
import type { Bash, ShellCommand } from "./shellScript.ts";

let bash: Bash;
beforeAll(async () => {
  bash = await bashFromModules();
});

const commandsOf = (text: string): readonly ShellCommand[] => bash.parse(text).commands;
const lineOf = ({ name, words }: ShellCommand): string => [name, ...words.map((word) => word.text)].join(" ");
const linesOf = (text: string): readonly string[] => commandsOf(text).map(lineOf);

test("a list gives its commands in order, with what joins them", () => {
  const commands = commandsOf("a 1 && b; c || d & e\nf");
  expect(commands.map(({ name }) => name)).toEqual(["a", "b", "c", "d", "e", "f"]);
  expect(commands.map(({ joinedBy }) => joinedBy)).toEqual([undefined, "&&", ";", "||", "&", "newline"]);
});

test("quotes and backslashes are taken away, variables stay", () => {
  const [command] = commandsOf(`echo 'a b' "c $d \\" ${"${e:-f}"}" g\\ h i"j"'k' $l$(m) $'n' *.js`);
  expect(command?.words.map(({ text }) => text)).toEqual([
    "a b",
    'c ${d} " ${e:-f}',
    "g h",
    "ijk",
    "${l}",
    "n",
    "*.js",
  ]);
  expect(command?.words.map(({ constant }) => constant)).toEqual([true, false, true, true, false, true, false]);
});

test("a line break behind a backslash parts words and is in none", () => {
  expect(linesOf("apt-get install \\\n  -y \\\n  cu\\\nrl")).toEqual(["apt-get install -y curl"]);
});

test("flags are read one by one", () => {
  const [command] = commandsOf("x -ab --long=1 --other - -- y");
  expect(command?.flags.map(({ name }) => name)).toEqual(["a", "b", "long", "other"]);
});

test("assignments and redirects are no words", () => {
  const [command] = commandsOf("A=1 B='x y' make all > log 2>&1 < in");
  expect(command && lineOf(command)).toBe("make all");
  expect(command?.assignments.map(({ name, value }) => [name, value.text])).toEqual([
    ["A", "1"],
    ["B", "x y"],
  ]);
  expect(command?.redirects.map(({ operator, target }) => [operator, target?.text])).toEqual([
    [">", "log"],
    [">&", "1"],
    ["<", "in"],
  ]);
});

test("commands are found wherever they stand", () => {
  expect(linesOf("if a; then b; elif c; then d; else e; fi")).toEqual(["a", "b", "c", "d", "e"]);
  expect(linesOf('for i in $(a) "$(b)" `c`; do d; done; while e; do f; done')).toEqual(["a", "b", "c", "d", "e", "f"]);
  expect(linesOf("case $x in a) b;; *) c;; esac; f() { d; }; (e; { f; })")).toEqual(["b", "c", "d", "e", "f"]);
  expect(linesOf('a "b $(c "$(d)")" <(e) > $(f)')).toEqual(["a b  <(e)", "c ", "d", "e", "f"]);
  expect(linesOf("! a; [ -f x ] && b; [[ $(c) == d ]] || e; export A=$(f)")).toEqual([
    "a",
    "b",
    "c",
    "e",
    "export A=",
    "f",
  ]);
});

test("each has what encloses it", () => {
  const places = commandsOf("(a | b); if c; then d $(e); fi; f() { g; }").map(({ name, inside }) => [
    name,
    inside.join(" "),
  ]);
  expect(places).toEqual([
    ["a", "subshell pipeline"],
    ["b", "subshell pipeline"],
    ["c", "condition"],
    ["d", "condition"],
    ["e", "condition substitution"],
    ["g", "function group"],
  ]);
});

test("what sudo and env run is a command too", () => {
  expect(linesOf("sudo -u app -E apt-get install curl")).toEqual([
    "sudo -u app -E apt-get install curl",
    "apt-get install curl",
  ]);
  expect(linesOf("env -i A=1 make all")).toEqual(["env -i A=1 make all", "make all"]);
  expect(linesOf("sudo -v")).toEqual(["sudo -v"]);
});

test("comments and the text of heredocs are no commands, what follows them is", () => {
  expect(linesOf("a # b; c\nd")).toEqual(["a", "d"]);
  expect(linesOf("cat <<EOF > x\nnot a command\nEOF\nb")).toEqual(["cat", "b"]);
});

test("pipelines are told with their place", () => {
  const text = "a && b | c";
  expect(bash.parse(text).pipelines.map(({ start, end }) => text.slice(start, end))).toEqual(["b | c"]);
  expect(bash.parse("a || b").pipelines).toEqual([]);
});

test("a script that is wrong still gives what can be read", () => {
  const script = bash.parse("a && ; curl x | (");
  expect(script.wrong).toBe(true);
  expect(script.commands.map(({ name }) => name)).toContain("curl");
});

test("indices are UTF-16 code units", () => {
  const text = "echo 🐳é && curl x";
  const [, second] = commandsOf(text);
  expect(text.slice(second?.start, second?.end)).toBe("curl x");
});

test("the same text gives the same object", () => {
  expect(bash.parse("a b c")).toBe(bash.parse("a b c"));
});

test("deep and endless scripts come to an end", () => {
  expect(bash.parse("(".repeat(20_000)).wrong).toBe(true);
  expect(bash.parse(`${"$(a ".repeat(3_000)}`)).toBeDefined();
  expect(bash.parse("a ".repeat(150_000)).wrong).toBe(true);
});
