import { describe, expect, it } from "vitest";
import { expandText, expandWords, TooLong } from "./expandWord.ts";
import { parseScript } from "./parseScript.ts";
import { isStop, type Script } from "./syntax.ts";
import { syntaxWords } from "./syntaxWords.ts";

const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  "": ["Dockerfile", "app", "README.md", "main.py", "test.py", ".env", "a b.py", "[x]"],
  "app/": ["one.py", "two.py", "sub"],
  "app/sub/": ["three.py"],
  "/": ["Dockerfile", "app"],
};

const VARIABLES: Readonly<Record<string, string>> = {
  NAME: "Ann",
  SPACED: " one  two ",
  STAR: "*.md",
  EMPTY: "",
  HOME: "/",
  "?": "7",
};

const scope = {
  variable: (name: string) => VARIABLES[name] ?? "",
  names: (folder: string) => FOLDERS[folder.replaceAll(/app\/\.\.\//g, "")],
  limits: { words: 100, names: 1000, characters: 1000 },
};

function script(text: string): Script {
  const parsed = parseScript(text);
  if (isStop(parsed)) throw new Error(JSON.stringify(parsed));
  return parsed;
}

/** The words of the first command. */
function words(text: string): string[] {
  return expandWords(script(text)[0]?.pipeline.commands[0]?.words ?? [], scope);
}

describe("words", () => {
  it.each<[string, string[]]>([
    ["echo a  b\tc", ["echo", "a", "b", "c"]],
    ["echo 'a  b' \"c d\"", ["echo", "a  b", "c d"]],
    ["echo a'b'\"c\"d", ["echo", "abcd"]],
    ["echo '' \"\"", ["echo", "", ""]],
    ["echo a\\ b \\$NAME \\\\", ["echo", "a b", "$NAME", "\\"]],
    ["echo $NAME \"$NAME\" '$NAME' ${NAME}x", ["echo", "Ann", "Ann", "$NAME", "Annx"]],
    ['echo x$SPACED y "$SPACED"', ["echo", "x", "one", "two", "y", " one  two "]],
    ["echo x${SPACED}y", ["echo", "x", "one", "two", "y"]],
    ['echo $EMPTY $MISSING "$EMPTY"', ["echo", ""]],
    ['echo $? $ "$" $. 5$', ["echo", "7", "$", "$", "$.", "5$"]],
    ['echo "a\\"b\\$c\\n\\\\"', ["echo", 'a"b$c\\n\\']],
    ["echo a\\\nb \\\n c", ["echo", "ab", "c"]],
    ["echo 'a\nb'", ["echo", "a\nb"]],
    ["echo # a comment", ["echo"]],
    ["echo a#b '#c'", ["echo", "a#b", "#c"]],
    ["ls ~ ~/app '~' a~ ~x", ["ls", "/", "/app", "~", "a~", "~x"]],
    ["A=1 B='x y' echo A=2", ["echo", "A=2"]],
  ])("%s", (text, expected) => {
    expect(words(text)).toEqual(expected);
  });
});

describe("braces", () => {
  it.each<[string, string[]]>([
    ["{a,b}", ["a", "b"]],
    ["x{a,b}y{1,2}", ["xay1", "xay2", "xby1", "xby2"]],
    ["a{,.bak}", ["a", "a.bak"]],
    ["{a,{b,c}d}", ["a", "bd", "cd"]],
    ["{1..3} {c..a}", ["1", "2", "3", "c", "b", "a"]],
    ["{a} {} {a, b} {a..} '{a,b}' {a\\,b}", ["{a}", "{}", "{a,", "b}", "{a..}", "{a,b}", "{a,b}"]],
    ["{*.md,x}", ["README.md", "x"]],
    ["{$NAME,b}", ["Ann", "b"]],
    ["{{a,b}", ["{a", "{b"]],
  ])("%s", (text, expected) => {
    expect(words(`ls ${text}`).slice(1)).toEqual(expected);
  });

  it("that multiply stop", () => {
    expect(() => words(`echo ${"{a,b}".repeat(30)}`)).toThrow(TooLong);
    expect(() => words("echo {1..999999}")).toThrow(TooLong);
    expect(words(`echo ${"{".repeat(300)}`)).toHaveLength(2);
  });
});

describe("patterns", () => {
  it.each<[string, string[]]>([
    ["*.py", ["a b.py", "main.py", "test.py"]],
    ["*", ["Dockerfile", "README.md", "[x]", "a b.py", "app", "main.py", "test.py"]],
    [".*", [".env"]],
    ["?ain.py [mt]*.py [!a-m]*.py", ["main.py", "main.py", "test.py", "test.py"]],
    ["app/*.py", ["app/one.py", "app/two.py"]],
    ["*/*/*.py", ["app/sub/three.py"]],
    ["*/", ["app/"]],
    ["/D*", ["/Dockerfile"]],
    ["*/one.py */none", ["app/one.py", "*/none"]],
    ["'*.py' \"*\".py \\*.py", ["*.py", "*.py", "*.py"]],
    ["*.go [ [x [x]", ["*.go", "[", "[x", "[x]"]],
    ['$STAR "$STAR"', ["README.md", "*.md"]],
  ])("%s", (text, expected) => {
    expect(words(`ls ${text}`).slice(1)).toEqual(expected);
  });

  it("that would make a command too long stop", () => {
    expect(() => words(`echo ${"* ".repeat(50)}`)).toThrow(TooLong);
    expect(() => words(`echo ${"*/../".repeat(50)}*`)).toThrow(TooLong);
    expect(() => words(`echo ${"$NAME".repeat(400)}`)).toThrow(TooLong);
    expect(words(`echo ${"*a".repeat(200)}b`)).toHaveLength(2);
  });
});

/** A script as one line: `A=1 [echo x] >out && ! [b] | [c]`. */
function shown(text: string): string {
  const text_ = (word: Parameters<typeof expandText>[0]) => expandText(word, scope);
  const commands = (all: Script[number]["pipeline"]["commands"]) =>
    all.map(({ assignments, words: list, redirects }) =>
      [
        ...assignments.map(({ name, value }) => `${name}=${text_(value)}`),
        `[${expandWords(list, scope).join(" ")}]`,
        ...redirects.map((redirect) => {
          if (redirect.kind === "input") return `<${text_(redirect.from)}`;
          if (redirect.kind === "text") return `<<${JSON.stringify(text_(redirect.text))}`;
          if (redirect.kind === "same") return `${redirect.of}=${redirect.as}`;
          return `${redirect.of}${redirect.append ? ">>" : ">"}${text_(redirect.to)}`;
        }),
      ].join(" "),
    );
  return script(text)
    .map(({ when, pipeline }) => `${when} ${pipeline.isNegated ? "! " : ""}${commands(pipeline.commands).join(" | ")}`)
    .join(" ");
}

describe("scripts", () => {
  it.each([
    ["", ""],
    ["# nothing\n\n", ""],
    ["a; b && c || d", "; [a] ; [b] && [c] || [d]"],
    ["a\n\nb\n", "; [a] ; [b]"],
    ["a &&\n b", "; [a] && [b]"],
    ["a | b|c", "; [a] | [b] | [c]"],
    ["! a | b", "; ! [a] | [b]"],
    ["a;", "; [a]"],
    ["echo x >out 2>>err <in", "; [echo x] stdout>out stderr>>err <in"],
    ["echo x>out", "; [echo x] stdout>out"],
    ["echo 2>out", "; [echo] stderr>out"],
    ["echo x2>out", "; [echo x2] stdout>out"],
    ["a &>all; b >& all; c >all 2>&1", "; [a] both>all ; [b] both>all ; [c] stdout>all stderr=stdout"],
    ["> empty", "; [] stdout>empty"],
    ["A=1 B=$NAME", "; A=1 B=Ann []"],
    ["A=1 env", "; A=1 [env]"],
    ["cat <<EOF\na $NAME\n\\$NAME\nEOF\necho", '; [cat] <<"a Ann\\n$NAME\\n" ; [echo]'],
    ["cat <<'EOF' > f\n$NAME\nEOF", '; [cat] <<"$NAME\\n" stdout>f'],
    ["cat <<-EOF\n\t\ta\n\tEOF", '; [cat] <<"a\\n"'],
    ["cat <<A <<B\n1\nA\n2\nB", '; [cat] <<"1\\n" <<"2\\n"'],
    ["cat <<EOF | grep x\ny\nEOF", '; [cat] <<"y\\n" | [grep x]'],
    ["cat <<< $NAME", '; [cat] <<"Ann\\n"'],
  ])("%j", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    "echo 'a",
    'echo "a',
    "echo a \\\n",
    "echo a\\\n",
    "a &&",
    "a |\n",
    "a ||",
    "cat <<EOF\n",
    "cat <<EOF\na\n",
    "echo ${A",
  ])("%j needs another line", (text) => {
    expect(parseScript(text)).toEqual({ stop: "incomplete" });
  });

  it("that end in an escaped backslash are complete", () => {
    expect(words("echo a\\\\\n")).toEqual(["echo", "a\\"]);
  });

  it.each([
    ["&& a", "&&"],
    ["a ; ; b", ";"],
    ["a | | b", "|"],
    ["| a", "|"],
    ["a >", "newline"],
    ["a > ; b", ";"],
    ["cat <<", "newline"],
    ["a )", ")"],
    ["a ;; b", ";;"],
  ])("%j has an unexpected token", (text, token) => {
    const stop = parseScript(text);
    expect(stop).toEqual({ stop: "unexpected", token });
  });

  it.each([
    ["echo $(date)", "command-substitution"],
    ["echo `date`", "command-substitution"],
    ['echo "$(date)"', "command-substitution"],
    ["echo $((1+1))", "arithmetic"],
    ["(cd app; ls)", "subshell"],
    ["{ a; }", "group"],
    ["for x in a b; do echo; done", "loop"],
    ["while true; do a; done", "loop"],
    ["if a; then b; fi", "condition"],
    ["f() { a; }", "function"],
    ["sleep 5 &", "background"],
    ["cat <(a)", "process-substitution"],
    ["echo ${A:-b}", "parameter-expansion"],
    ["[ -f x ]", "test"],
  ])("%s is told to be missing", (text, construct) => {
    const stop = parseScript(text);
    expect(stop).toEqual({ stop: "missing", construct });
    if (isStop(stop) && stop.stop !== "incomplete")
      expect(syntaxWords(stop)).toMatch(/(not|is) available here: [a-z].*\.$/);
  });
});
