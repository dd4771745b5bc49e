import { describe, expect, it } from "vitest";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { isVersion, versionToForget } from "./versionRule.ts";

const MINUTE = 60_000;

function content(texts: Record<string, string>): WorkspaceContent {
  const files = Object.entries(texts).map(([path, text]) => ({
    path,
    kind: "text" as const,
    mode: 0o644,
    text,
    size: text.length,
  }));
  return { name: "w", files, settings: { dockerfile: "", tag: "", target: "", buildArgs: [], platform: "" } };
}
const typed = { before: content({ a: "1", b: "1" }), after: content({ a: "2", b: "1" }) };

describe("what a save replaces", () => {
  it.each([
    ["is a version if there is none yet", { ...typed, savedAt: 0, now: 1, lastVersion: undefined }, true],
    ["is none a moment after the last version", { ...typed, savedAt: 5, now: 6, lastVersion: 0 }, false],
    ["is one after ten minutes", { ...typed, savedAt: 10 * MINUTE, now: 10 * MINUTE, lastVersion: 0 }, true],
    ["is one if nobody touched it for ten minutes", { ...typed, savedAt: 5, now: 11 * MINUTE, lastVersion: 0 }, true],
    [
      "is one if a file goes",
      { before: typed.before, after: content({ a: "1" }), savedAt: 5, now: 6, lastVersion: 0 },
      true,
    ],
    [
      "is one if several files change at once",
      { before: typed.before, after: content({ a: "2", b: "2" }), savedAt: 5, now: 6, lastVersion: 0 },
      true,
    ],
    [
      "is none if nothing changed but the build that was shown",
      { before: typed.before, after: { ...typed.before, lastBuild: "b" }, savedAt: 5, now: 6, lastVersion: undefined },
      false,
    ],
    [
      "is none if a file comes",
      { before: typed.before, after: content({ a: "1", b: "1", c: "1" }), savedAt: 5, now: 6, lastVersion: 0 },
      false,
    ],
  ] as const)("%s", (_, replacement, expected) => {
    expect(isVersion(replacement)).toBe(expected);
  });
});

describe("with too many versions", () => {
  it("the one closest to its predecessor is dropped, and never the latest", () => {
    expect(versionToForget([0, 100, 110, 200])).toBe(2);
    expect(versionToForget([0, 100, 200, 201])).toBe(1);
  });

  it("the oldest is dropped if there is no other", () => {
    expect(versionToForget([5])).toBe(0);
    expect(versionToForget([5, 6])).toBe(0);
  });
});
