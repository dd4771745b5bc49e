import { describe, expect, it } from "vitest";
import { parseDockerfile } from "../../instructions/parseDockerfile.ts";
import { hover } from "./hover.ts";

/** What is told at `|`, and of which part of the text. */
function told(marked: string): readonly [string, string] | undefined {
  const dockerfile = parseDockerfile(marked.replace("|", ""));
  const { lines, text } = dockerfile.syntax;
  const found = hover(dockerfile, lines.positionAt(marked.indexOf("|")));
  if (found === undefined) return undefined;
  const { start, end } = found.range;
  return [text.slice(lines.offsetAt(start), lines.offsetAt(end)), found.contents.value];
}

describe("hover", () => {
  it("says that an ARG without a default has no value", () => {
    const said = "**$V** has no value: an ARG of this stage without a default.";
    expect(told("FROM a\nARG |V\n")).toEqual(["V", said]);
    expect(told("FROM a\nARG V\nRUN echo $|V\n")).toEqual(["$V", said]);
  });

  it("says that the Dockerfile does not set the variables of a script", () => {
    expect(told("FROM a\nRUN echo $|i\n")?.[1]).toBe(
      "**$i** is not set: nothing above this line declares it. It may come from the script itself or from the base image.",
    );
    expect(told("FROM a\nCOPY $|i /x\n")?.[1]).toBe("**$i** is not set: nothing above this line declares it.");
  });

  it.each([
    ["RUN X=2; echo $|X", "X=2"],
    ["RUN X=1 && X='a b' && echo ${|X} && X=3", "X='a b'"],
    ["RUN X=$(uname -m) \\\n  && echo $|X", "X=$(uname -m)"],
    ["RUN for X in a b; do echo $|X; done", "for X in a b"],
    ["RUN while read -r X; do echo $|X; done < x", "read -r X"],
    ["RUN <<EOF\nexport X=2\necho $|X\nEOF", "X=2"],
    ["ARG X=1\nRUN X=2; echo $|X", "X=2"],
  ])("says what sets a variable within a script: %s", (lines, said) => {
    expect(told(`FROM a\n${lines}\n`)?.[1]).toBe(`**$X** is set by this script: \`${said}\``);
  });

  it.each(["RUN X=2 env; echo $|X", "RUN echo $|X; X=2", "RUN echo X=2; echo $|X", "RUN XX=2; echo $|X"])(
    "leaves what does not set it there: %s",
    (lines) => expect(told(`FROM a\nARG X=1\n${lines}\n`)?.[1]).toContain("an ARG of this stage"),
  );

  it("says that proxies need no ARG", () => {
    expect(told("FROM a\nRUN echo $|HTTP_PROXY\n")?.[1]).toBe(
      "**$HTTP_PROXY** is set if the build passes it, and needs no ARG.",
    );
  });

  it("says how a heredoc is read, at its start and at its end", () => {
    expect(told("FROM a\nRUN <<E|OF\na\nb\nEOF\n")).toEqual([
      "EOF",
      "**Heredoc EOF**, 2 lines. The shell expands variables in it.",
    ]);
    expect(told("FROM a\nCOPY <<-'x' /y\n\ta\n\t|x\n")).toEqual([
      "x",
      "**Heredoc x**, 1 line. Leading tabs are removed. Its name is quoted: variables are not expanded.",
    ]);
  });

  it("says nothing about a variable that is not expanded", () => {
    expect(told("FROM a\nARG A=1\nCOPY <<'EOF' /x\n$|A\nEOF\n")).toBeUndefined();
    expect(told("FROM a\nARG A=1\nRUN <<'EOF'\necho $|A\nEOF\n")?.[1]).toContain("**$A** = `1`");
  });

  it("says what a mount is and how a cache is shared", () => {
    expect(told("FROM a\nRUN --mount=type=ca|che,target=/x true\n")).toEqual([
      "cache",
      "**type=cache** A folder kept between builds.",
    ]);
    expect(told("FROM a\nRUN --mount=type=cache,target=/x,sharing=lock|ed true\n")?.[0]).toBe("locked");
    expect(told("FROM a\nRUN --mount=type=cache,t|arget=/x true\n")?.[0]).toBe("target");
    expect(told("FROM a\nRUN --mount=type=cache,target=/|x true\n")).toBeUndefined();
  });

  it("explains the checks that pragmas and directives name", () => {
    expect(told("FROM a\n# hadolint ignore=DL3006,DL3|008\nRUN b\n")?.[0]).toBe("DL3008");
    expect(told("# check=skip=UndefinedVar,JSONArgs|Recommended\nFROM a\n")?.[0]).toBe("JSONArgsRecommended");
    expect(told("FROM a\n# check=skip=Undefined|Var\nRUN b\n")?.[1]).toContain("Instead of");
    expect(told("FROM a\n# see DL3|008\nRUN b\n")).toBeUndefined();
  });
});
