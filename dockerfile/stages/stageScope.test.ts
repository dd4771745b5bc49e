import { describe, expect, it } from "vitest";
import type { Instruction } from "../instructions/instruction.ts";
import { parseDockerfile } from "../instructions/parseDockerfile.ts";
import { type ScopeInput, StageScope } from "./stageScope.ts";

function instructionsOf(lines: string): readonly Instruction[] {
  return parseDockerfile(`FROM a\n${lines}`).stages[0]?.instructions ?? [];
}

function scopeAfter(lines: string, input: Partial<ScopeInput> = {}): StageScope {
  const scope = new StageScope({ escape: "\\", globalArgs: new Map(), buildArgs: {}, ...input });
  for (const instruction of instructionsOf(lines)) scope.apply(instruction);
  return scope;
}

describe("an ARG with the name of an ENV", () => {
  const scope = scopeAfter("ENV V=env\nARG V=arg\nARG W=arg\n");

  it("wins in its stage", () => {
    expect(scope.lookup("V")).toBe("arg");
  });

  it("gives way to it in a stage that starts from there", () => {
    const child = scope.childStage();
    expect([child.lookup("V"), child.originOf("V")]).toEqual(["env", "env"]);
    expect(child.lookup("W")).toBe("arg");
    expect(scope.lookup("V")).toBe("arg");
  });

  it("gives way to the base image's variable too, however often it was declared", () => {
    const declared = scopeAfter("ARG V=1\nARG V=2\nARG PATH=/x\n", { baseEnv: ["V=base", "PATH=/bin"] });
    const child = declared.childStage().childStage();
    expect([child.lookup("V"), child.lookup("PATH")]).toEqual(["base", "/bin"]);
  });

  it("gives way to an ENV after it", () => {
    const later = scopeAfter("ENV V=1\nARG V=2\nENV V=3\n");
    expect([later.lookup("V"), later.childStage().lookup("V")]).toEqual(["3", "3"]);
  });
});
