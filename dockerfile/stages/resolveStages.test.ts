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

  it("lists the stages if the target is not one of them", () => {
    const { target, mistakes } = resolve("FROM a AS build\nFROM b\n", { target: "buidl" });
    expect(target).toBeUndefined();
    expect(mistakes[0]).toMatchObject({
      message: 'target stage "buidl" could not be found (did you mean build?)',
      next: "There are: build.",
    });
  });

  it("replaces variables in FROM: build arguments win over defaults, and platforms are predefined", () => {
    const text =
      "ARG V=1\nARG I=busybox:$V\nFROM --platform=$BUILDPLATFORM $I AS x\nFROM --platform=linux/$TARGETARCH $I\n";
    const { stages } = resolve(text, { buildArgs: { V: "2" }, platform: "linux/arm64" });
    expect(stages.map(({ base, platform }) => [base, platform])).toEqual([
      [
        { kind: "image", name: "busybox:2" },
        { os: "linux", architecture: "amd64" },
      ],
      [
        { kind: "image", name: "busybox:2" },
        { os: "linux", architecture: "arm64" },
      ],
    ]);
  });

  it("takes no number for a target", () => {
    expect(resolve("FROM a AS x\nFROM b\n", { target: "0" }).mistakes[0]?.message).toBe(
      'target stage "0" could not be found (did you mean x?)',
    );
  });

  it("compares the name in a FROM as written, those in COPY and mounts in any case", () => {
    const { stages, mistakes } = resolve(
      "FROM a AS Build\nFROM build\nFROM Build\nCOPY --from=BUILD / /\nRUN --mount=from=bUILD,target=/x y\n",
    );
    expect(stages.map(({ base }) => base.kind)).toEqual(["image", "stage", "image"]);
    expect(stages[2]?.sources.map(({ base }) => base)).toEqual(Array(2).fill({ kind: "stage", index: 0 }));
    expect(mistakes.map(({ message }) => message)).toEqual([
      'failed to parse stage name "Build": invalid reference format: repository name (library/Build) must be lowercase',
    ]);
  });

  it("takes a number for a stage in COPY --from, with a sign too, and for a name in a mount", () => {
    const { stages } = resolve("FROM a\nFROM b\nCOPY --from=+0 / /\nRUN --mount=from=0,target=/x y\n");
    expect(stages[1]?.sources.map(({ base }) => base)).toEqual([
      { kind: "stage", index: 0 },
      { kind: "image", name: "0" },
    ]);
    expect(resolve("FROM a\nFROM b\nCOPY --from=-1 / /\n").mistakes[0]?.message).toBe("invalid stage index -1");
  });

  it("knows scratch as a source, unless a stage has its name, and a mount of the context", () => {
    const sources = (text: string) =>
      resolve(text)
        .stages.at(-1)
        ?.sources.map(({ base }) => base);
    expect(sources("FROM a\nCOPY --from=scratch / /\nRUN --mount=from=,target=/x y\n")).toEqual([{ kind: "scratch" }]);
    expect(sources("FROM a AS scratch\nFROM b\nCOPY --from=scratch / /\n")).toEqual([{ kind: "stage", index: 0 }]);
  });

  it("takes the nearest stage before a FROM, and the last of all for COPY --from", () => {
    const { stages, lateMistakes } = resolve("FROM a AS x\nFROM x\nCOPY --from=x / /\nFROM b AS x\nFROM x\n");
    expect(stages.map(({ base }) => base)).toMatchObject([{ name: "a" }, { index: 0 }, { name: "b" }, { index: 2 }]);
    expect(lateMistakes.map(({ message }) => message)).toEqual([
      'cannot copy from stage "x", it needs to be defined before current stage "stage-1"',
    ]);
  });

  it("finds names and numbers that are wrong before any stage is run through, and what is only late when it is", () => {
    const rest = "FROM a\nCOPY --from=2 / /\nRUN --mount=from=late,target=/x y\nFROM b AS late\n";
    const { mistakes, lateMistakes } = resolve(`FROM BAD\n${rest}COPY --from=9 / /\nCOPY --from=WORSE / /\n`);
    expect(mistakes.map(({ message }) => message)).toEqual([
      "invalid stage index 9",
      'failed to parse stage name "BAD": invalid reference format: repository name (library/BAD) must be lowercase',
      'failed to parse stage name "WORSE": invalid reference format: repository name (library/WORSE) must be lowercase',
    ]);
    expect(lateMistakes.map(({ message }) => message)).toEqual([
      'cannot copy from stage "2", it needs to be defined before current stage "stage-1"',
      'cannot mount from stage "late" to "/x", stage needs to be defined before current command',
    ]);
  });

  it("finds what is wrong with a trigger at the FROM that runs it", () => {
    const { mistakes, lateMistakes } = resolve("FROM a AS b\nONBUILD COPY --from=9 / /\nFROM b\n");
    expect(mistakes).toEqual([]);
    expect(lateMistakes).toMatchObject([{ message: "invalid stage index 9", range: { start: { line: 2 } } }]);
  });

  it("checks a platform, even of a FROM that starts from a stage, but not at an empty one", () => {
    const of = (text: string) => resolve(text).mistakes[0]?.message;
    expect(of("FROM a AS x\nFROM --platform=a/b/c/d x\n")).toMatch(/^failed to parse platform a\/b\/c\/d/);
    expect(of("FROM --platform=$UNSET a\n")).toBe("empty platform value from expression $UNSET");
    expect(of("FROM --platform= a\n")).toBeUndefined();
  });

  describe("with named contexts", () => {
    const namedContext = (name: string) =>
      name === "files" || name === "base"
        ? { kind: "context" as const, name: `docker.io/library/${name}:latest` }
        : name === "image"
          ? { kind: "image" as const, name: "other" }
          : undefined;
    const files = { kind: "context", name: "docker.io/library/files:latest", written: "files" };

    it("finds them if no stage has the name", () => {
      const { stages } = resolve(
        "FROM files\nFROM image\nCOPY --from=files / /\nRUN --mount=from=image,target=/x y\nFROM a AS other\n",
        { namedContext },
      );
      expect(stages.map(({ base }) => base)).toEqual([
        files,
        { kind: "image", name: "other" },
        { kind: "image", name: "a" },
      ]);
      expect(stages[1]?.sources.map(({ base }) => base)).toEqual([files, { kind: "image", name: "other" }]);
    });

    it("puts one in the place of a stage, whose instructions and needs go, but not what is wrong with it", () => {
      const text = "FROM z AS late\nFROM BAD AS base\nCOPY --from=late / /\nCOPY --from=9 / /\nFROM base\n";
      const { stages, reachable, mistakes } = resolve(text, { namedContext });
      expect(stages[1]).toMatchObject({ base: { kind: "context" }, stage: { instructions: [] }, sources: [] });
      expect(reachable).toEqual([1, 2]);
      expect(mistakes.map(({ message }) => message)).toEqual([
        "invalid stage index 9",
        expect.stringContaining('failed to parse stage name "BAD"'),
      ]);
    });
  });

  it("rejects a circle, also one over several stages", () => {
    const text = "FROM a AS a\nCOPY --from=b / /x\nFROM b AS b\nCOPY --from=a / /x\n";
    expect(resolve(text).mistakes[0]?.message).toBe("circular dependency detected on stage: a");
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
