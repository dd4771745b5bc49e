import { describe, expect, it } from "vitest";
import { analyze } from "./analyze.ts";
import type { AnalyzeInput } from "./checkInput.ts";

const nothing = { buildArgs: {}, target: "", platform: "", dockerignore: undefined };

describe("the analysis of a Dockerfile", () => {
  it("lists stages, arguments, and secrets for the bar", () => {
    const text =
      "ARG BASE=busybox\nFROM $BASE AS Build\nARG NAME\nRUN --mount=type=secret,id=key true\nFROM scratch\nCOPY --from=build / /\n";
    const { stages, args, secrets, diagnostics } = analyze({ ...nothing, text });
    expect(stages.map(({ index, name, image }) => [index, name, image])).toEqual([
      [0, "build", "$BASE"],
      [1, undefined, "scratch"],
    ]);
    expect(args).toEqual([{ name: "BASE", value: "busybox" }, { name: "NAME" }]);
    expect(secrets).toEqual(["key"]);
    expect(diagnostics.map(({ code }) => code)).toContain("StageNameCasing");
  });

  it("knows of the ignore file, the target and the build arguments", () => {
    const text = "# check=experimental=CopyIgnoredFile\nFROM busybox\nCOPY secret /\n";
    const { diagnostics } = analyze({ ...nothing, text, dockerignore: "secret" });
    expect(diagnostics.map(({ code }) => code)).toContain("CopyIgnoredFile");
    expect(analyze({ ...nothing, text, target: "nowhere" }).diagnostics[0]?.severity).toBe("error");
  });

  it("knows names that the build gives to folders and images, and looks for none of them", () => {
    const text = "FROM base\nCOPY --from=lib a /a\n";
    const unavailable = Object.fromEntries(
      ["base", "lib"].map((name) => [name, { why: "no-answer", tags: [] } as const]),
    );
    const found = (contexts: AnalyzeInput["contexts"] = []) =>
      analyze({ ...nothing, text, contexts, images: { unavailable } }).diagnostics.filter(
        ({ code }) => code === "image",
      );
    expect(found()).toHaveLength(2);
    expect(found([{ name: "base", image: "busybox" }, { name: "lib" }])).toEqual([]);
  });

  it("takes any text, broken or empty", () => {
    for (const text of ["", "\n", "FROM", "RUN <<EOF\nnever closed", "\0"])
      expect(() => analyze({ ...nothing, text })).not.toThrow();
  });
});
