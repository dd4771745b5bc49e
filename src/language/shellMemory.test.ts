import { describe, expect, it } from "vitest";
import type { ShellVerdict } from "#dockerfile/checks/shellcheck/shellVerdict.ts";
import { analyze } from "./analyze.ts";
import { ShellMemory } from "./shellMemory.ts";

const nothing = { buildArgs: {}, target: "", platform: "", dockerignore: undefined };

/** As ShellCheck would, of each $name. */
function verdictOn(text: string): ShellVerdict {
  const comments = [...text.matchAll(/\$\w+/g)].map(({ 0: name, index }) => ({
    from: index,
    to: index + name.length,
    code: 2086,
    level: "info" as const,
    message: name,
    replacements: [{ from: index, to: index, text: '"' }],
  }));
  return { kind: "comments", comments };
}

/** Each name found with its line. */
function foundIn(text: string, memory: ShellMemory): readonly string[] {
  const { diagnostics } = analyze({ ...nothing, text }, undefined, memory);
  return diagnostics
    .filter(({ source }) => source === "shellcheck")
    .map(({ message, range, fixes }) => `${range.start.line}:${range.start.character} ${message}${fixes ? " *" : ""}`);
}

function learnAll(text: string, memory: ShellMemory): void {
  const { scripts } = analyze({ ...nothing, text }, undefined, memory);
  memory.learn(scripts.map((script) => [script, verdictOn(script)]));
}

describe("what the editor knows of ShellCheck's verdicts", () => {
  it("is asked for each script once, and shown where the script is", () => {
    const memory = new ShellMemory();
    const text = "FROM x\nRUN a $b\nRUN c \\\n  $d\n";
    expect(analyze({ ...nothing, text }, undefined, memory).scripts).toEqual(["#!/bin/sh\na $b", "#!/bin/sh\nc   $d"]);
    expect(foundIn(text, memory)).toEqual([]);
    learnAll(text, memory);
    expect(analyze({ ...nothing, text }, undefined, memory).scripts).toEqual([]);
    expect(foundIn(text, memory)).toEqual(["1:6 $b *", "3:2 $d *"]);
    expect(foundIn(`# a\n\n${text}`, memory)).toEqual(["3:6 $b *", "5:2 $d *"]);
  });

  it("stays for the parts of a script that typing leaves alone", () => {
    const memory = new ShellMemory();
    const text = "FROM x\nRUN one $a && two $b && three $c\n";
    learnAll(text, memory);
    expect(foundIn(text, memory)).toHaveLength(3);
    expect(foundIn(text.replace("$b", "$bc"), memory)).toEqual(["1:8 $a *", "1:31 $c *"]);
    expect(foundIn(text.replace("$b", "$bcd"), memory)).toEqual(["1:8 $a *", "1:32 $c *"]);
    expect(foundIn("FROM x\nRUN something else\n", memory)).toEqual([]);
  });

  it("waits until hadolint's configuration can be read, which may switch it off", () => {
    const input = { ...nothing, text: "FROM x\nRUN a $b\n", hadolint: "ignored: [SC2086]" };
    expect(analyze(input, undefined, new ShellMemory()).scripts).toEqual([]);
  });

  it("is there again when the old text is", () => {
    const memory = new ShellMemory();
    const text = "FROM x\nRUN a $b\n";
    learnAll(text, memory);
    expect(foundIn("FROM x\n", memory)).toEqual([]);
    expect(foundIn(text, memory)).toEqual(["1:6 $b *"]);
  });

  it("keeps all that the Dockerfile has, however much", () => {
    const memory = new ShellMemory();
    const text = `FROM x\n${Array.from({ length: 700 }, (_, index) => `RUN a $b${index}\n`).join("")}`;
    learnAll(text, memory);
    expect(analyze({ ...nothing, text }, undefined, memory).scripts).toEqual([]);
  });
});
