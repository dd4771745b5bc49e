import { describe, expect, it } from "vitest";
import type { InstructionName, InstructionOf } from "./instruction.ts";
import { MAX_INSTRUCTIONS } from "./instructionLimit.ts";
import { parseDockerfile } from "./parseDockerfile.ts";
import { parseTrigger } from "./parseTrigger.ts";

/** The first instruction of that name behind a FROM. */
function read<Name extends InstructionName>(name: Name, text: string): InstructionOf<Name> {
  const { stages, diagnostics } = parseDockerfile(`FROM busybox\n${text}\n`);
  expect(diagnostics).toEqual([]);
  const found = stages[0]?.instructions.find(
    (instruction): instruction is InstructionOf<Name> => instruction.name === name,
  );
  if (found === undefined) throw new Error(`no ${name} in ${text}`);
  return found;
}

function complaint(text: string): string | undefined {
  return parseDockerfile(`FROM busybox\n${text}\n`).diagnostics[0]?.message;
}

describe("parseDockerfile", () => {
  it("parts a file into global arguments and stages", () => {
    const { metaArgs, stages } = parseDockerfile(
      "ARG V=1\nFROM a:$V AS Build\nRUN x\n\nFROM scratch\nCOPY --from=build /x /\n",
    );
    expect(metaArgs.map(({ args }) => args[0]?.key.raw)).toEqual(["V"]);
    expect(stages.map(({ name, instructions }) => [name, instructions.map((each) => each.name)])).toEqual([
      ["build", ["RUN"]],
      [undefined, ["COPY"]],
    ]);
    expect(stages[0]?.range).toEqual({ start: { line: 1, character: 0 }, end: { line: 2, character: 5 } });
  });

  it("reads exec form, shell form, and shell form that only looks like JSON", () => {
    expect(read("CMD", 'CMD ["a", "b c"]').command).toMatchObject({ form: "exec", args: ["a", "b c"] });
    expect(read("CMD", "CMD a  'b'").command).toMatchObject({ form: "shell", text: "a  'b'" });
    expect(read("CMD", "CMD ['a']").command).toMatchObject({ form: "shell", text: "['a']" });
  });

  it("reads all flags of COPY and ADD", () => {
    expect(
      read("COPY", "COPY --from=x --chown=1:2 --chmod=755 --link --parents --exclude=a --exclude=b s1 s2 d/"),
    ).toMatchObject({
      from: { raw: "x" },
      chown: { raw: "1:2" },
      chmod: { raw: "755" },
      link: true,
      parents: true,
      excludes: [{ raw: "a" }, { raw: "b" }],
      sources: [{ path: { raw: "s1" } }, { path: { raw: "s2" } }],
      destination: { raw: "d/" },
    });
    expect(read("ADD", "ADD --checksum=sha256:1 --keep-git-dir --unpack=false u d")).toMatchObject({
      checksum: { raw: "sha256:1" },
      keepGitDir: true,
      unpack: false,
    });
    expect(read("ADD", "ADD a b").unpack).toBeUndefined();
  });

  it("takes the tabs away from the body of <<- and keeps the text as written beside it", () => {
    const [source] = read("COPY", "COPY <<-E /x\n\ta\n\t\tb\n\tE").sources;
    expect(source).toMatchObject({
      kind: "heredoc",
      heredoc: { body: "a\nb\n", rawBody: "\ta\n\t\tb\n", expand: true },
    });
  });

  it("reads mounts by the first names of their keys", () => {
    expect(read("RUN", "RUN --mount=type=cache,dst=/c,ro --mount=src=a,target=/b,from=x true").mounts).toMatchObject([
      { type: "cache", options: { target: "/c", readonly: "true" } },
      { type: "bind", options: { source: "a", target: "/b", from: "x" } },
    ]);
  });

  it("gives the times of HEALTHCHECK in nanoseconds", () => {
    expect(read("HEALTHCHECK", "HEALTHCHECK --interval=1m30s --timeout=1.5s --retries=2 CMD a").check).toMatchObject({
      interval: 90e9,
      timeout: 1.5e9,
      retries: 2,
      command: { form: "shell", text: "a" },
    });
    expect(read("HEALTHCHECK", "HEALTHCHECK NONE").check).toEqual({ kind: "none" });
  });

  it("keeps the trigger of ONBUILD as BuildKit stores it, heredocs behind it", () => {
    const { expression, trigger } = read("ONBUILD", "ONBUILD COPY <<E /x\nhi\nE");
    expect(expression).toBe("COPY <<E /x\nhi\nE");
    expect(trigger).toMatchObject({ name: "COPY", sources: [{ kind: "heredoc", heredoc: { body: "hi\n" } }] });
  });

  it("keeps quotes and variables in words", () => {
    expect(read("ENV", 'ENV a="b $c" d=e\\ f').pairs.map(({ key, value }) => [key.raw, value.raw])).toEqual([
      ["a", '"b $c"'],
      ["d", "e\\ f"],
    ]);
    expect(read("ENV", "ENV a b  c").pairs).toMatchObject([
      { key: { raw: "a" }, value: { raw: "b  c" }, legacy: true },
    ]);
  });

  it("joins continuation lines in what it keeps of the statement", () => {
    expect(read("RUN", "RUN a \\\n  # c\n  b").original).toBe("RUN a   b");
  });

  it("says the mistake first that BuildKit stops at: syntax before instructions", () => {
    const { diagnostics } = parseDockerfile("FROM a\nFOO x\nENV a\n");
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "ENV must have two arguments",
      "unknown instruction: FOO (did you mean FROM?)",
    ]);
  });

  it("proposes what was meant", () => {
    expect(complaint("RUM x")).toBe("unknown instruction: RUM (did you mean RUN?)");
    expect(complaint("copi a b")).toBe("unknown instruction: copi (did you mean copy?)");
    expect(complaint("COPY --form=x a b")).toBe("unknown flag: --form (did you mean from?)");
    expect(complaint("RUN --mount=type=cach,target=/x y")).toBe('unsupported mount type "cach" (did you mean cache?)');
  });

  it("points at the flag that is wrong, on whichever line it stands", () => {
    const [diagnostic] = parseDockerfile("FROM a\nCOPY --link \\\n  --foo=1 a b\n").diagnostics;
    expect(diagnostic?.range).toEqual({ start: { line: 2, character: 2 }, end: { line: 2, character: 9 } });
  });

  it("continues after a mistake", () => {
    const { stages, diagnostics } = parseDockerfile("FROM a\nENV x\nRUN y\nFOO\nRUN z\n");
    expect(diagnostics).toHaveLength(2);
    expect(stages[0]?.instructions.map((each) => each.name)).toEqual(["RUN", "RUN"]);
  });
});

describe("parseTrigger", () => {
  it("reads a trigger with a heredoc", () => {
    expect(parseTrigger("RUN <<E\na\nE").instruction).toMatchObject({
      name: "RUN",
      command: { heredocs: [{ body: "a\n" }] },
    });
  });

  it("rejects what is no single instruction", () => {
    expect(parseTrigger("RUN a\nRUN b").diagnostics[0]?.message).toBe("onbuild trigger should be a single expression");
    expect(parseTrigger("FOO").diagnostics[0]?.message).toBe("unknown instruction: FOO (did you mean FROM?)");
  });
});

describe("a Dockerfile of too many instructions", () => {
  const lines = (count: number): string => `FROM busybox\n${"ENV A=1\n".repeat(count - 1)}`;

  it("is wrong at the first one too many, before anything else", () => {
    const { diagnostics, stages } = parseDockerfile(`${lines(MAX_INSTRUCTIONS)}WROKDIR /a\n`);
    expect(diagnostics).toMatchObject([
      { code: "too-many-instructions", severity: "error", range: { start: { line: MAX_INSTRUCTIONS } } },
    ]);
    expect(stages[0]?.instructions).toHaveLength(MAX_INSTRUCTIONS - 1);
  });

  it("is right with as many as may be", () => {
    expect(parseDockerfile(lines(MAX_INSTRUCTIONS)).diagnostics).toEqual([]);
  });
});
