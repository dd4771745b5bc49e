import { describe, expect, it } from "vitest";
import { parseDockerfile } from "../instructions/parseDockerfile.ts";
import { type ResolveOptions, resolveStages } from "./resolveStages.ts";

const resolve = (text: string, options: ResolveOptions = {}) => resolveStages(parseDockerfile(text), options);

describe("resolveStages", () => {
  it("knows what each stage starts from and needs, and which the target reaches", () => {
    const { stages, target, reachable } = resolve(
      "FROM a AS one\nFROM b AS unused\nFROM one AS three\nRUN --mount=from=one,target=/x y\nFROM scratch\nCOPY --from=three / /\nCOPY --from=busybox:1 / /\n",
    );
    expect(stages.map(({ base }) => base)).toEqual([
      { kind: "image", name: "a" },
      { kind: "image", name: "b" },
      { kind: "stage", index: 0 },
      { kind: "scratch" },
    ]);
    expect(stages[3]?.sources.map(({ base }) => base)).toEqual([
      { kind: "stage", index: 2 },
      { kind: "image", name: "busybox:1" },
    ]);
    expect(target).toBe(3);
    expect(reachable).toEqual([0, 2, 3]);
  });

  it("finds a target by name in any case", () => {
    expect(resolve("FROM a AS Build\nFROM b\n", { target: "BUILD" }).target).toBe(0);
  });

  it("says which stages there are where the target is none of them", () => {
    const { target, diagnostics } = resolve("FROM a AS build\nFROM b\n", { target: "buidl" });
    expect(target).toBeUndefined();
    expect(diagnostics[0]).toMatchObject({
      message: 'target stage "buidl" could not be found (did you mean build?)',
      next: "The stages are build, stage-1.",
    });
  });

  it("replaces variables in FROM: build arguments win over defaults, and platforms are predefined", () => {
    const text =
      "ARG V=1\nARG I=busybox:$V\nFROM --platform=$BUILDPLATFORM $I AS x\nFROM --platform=linux/$TARGETARCH $I\n";
    const { stages } = resolve(text, { buildArgs: { V: "2" }, platform: "linux/arm64" });
    expect(stages.map(({ base, platform }) => [base, platform])).toEqual([
      [{ kind: "image", name: "busybox:2" }, "linux/amd64"],
      [{ kind: "image", name: "busybox:2" }, "linux/arm64"],
    ]);
  });

  it("rejects a circle, also one over several stages", () => {
    const text = "FROM a AS a\nCOPY --from=b / /x\nFROM b AS b\nCOPY --from=a / /x\n";
    expect(resolve(text).diagnostics[0]?.message).toBe("circular dependency detected on stage: a");
    expect(resolve(text).reachable).toEqual([]);
  });

  it("orders a long chain of stages without running out of stack", () => {
    const chain = Array.from(
      { length: 5000 },
      (_, index) => `FROM ${index === 0 ? "a" : `s${index - 1}`} AS s${index}\n`,
    );
    expect(resolve(chain.join("")).reachable).toHaveLength(5000);
  });
});
