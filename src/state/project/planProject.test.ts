import { describe, expect, it } from "vitest";
import { findDockerfile, findIgnoreFile, planProject, unwrap } from "./planProject.ts";
import type { ProjectEntry } from "./projectEntry.ts";

const entry = (path: string, kind: ProjectEntry["kind"] = "file"): ProjectEntry => ({
  path,
  kind,
  read: async () => new Blob(),
});
const files = (...paths: string[]) => paths.map((path) => entry(path));
const pathsOf = (entries: readonly ProjectEntry[]) => entries.map(({ path }) => path).sort();
const plan = (entries: readonly ProjectEntry[], text?: string, takeUsual = false) =>
  planProject(entries, {
    name: "app",
    ignore: text === undefined ? undefined : { path: ".dockerignore", text },
    takeUsual,
  });

describe("the folder around a project", () => {
  it("is removed, and its name is used", () => {
    const { name, entries } = unwrap([entry("app", "folder"), ...files("app/Dockerfile", "app/src/a.js")], "archive");
    expect(name).toBe("app");
    expect(pathsOf(entries)).toEqual(["Dockerfile", "src/a.js"]);
  });

  it("does not count if there is something beside it: the archive's name is used", () => {
    const { name, entries } = unwrap(files("./app/a.js", "./Dockerfile"), "archive");
    expect(name).toBe("archive");
    expect(pathsOf(entries)).toEqual(["Dockerfile", "app/a.js"]);
  });

  it("still counts if macOS adds its own files", () => {
    const { name } = unwrap(files("app/Dockerfile", "app/.DS_Store", "__MACOSX/app/._Dockerfile"), "archive");
    expect(name).toBe("app");
  });

  it.each(["../etc/passwd", "app/../../x", "/etc/passwd", "a\0b", `${"d/".repeat(300)}x`, "x".repeat(300)])(
    "of an archive with the path %j is refused as a whole",
    (path) => {
      expect(() => unwrap(files("app/Dockerfile", path), "archive")).toThrow(/contains the path/);
    },
  );
});

describe("a project", () => {
  it("of 2,602 files of which 2,600 are ignored has two", () => {
    const modules = Array.from({ length: 2600 }, (_, index) => entry(`node_modules/m${index}/index.js`));
    const {
      kept,
      files: count,
      ignored,
      isTooMany,
    } = plan([...files("Dockerfile", ".dockerignore"), ...modules], "node_modules");
    expect(pathsOf(kept)).toEqual([".dockerignore", "Dockerfile"]);
    expect(count).toBe(2);
    expect(ignored).toEqual({ files: 2600, names: [{ name: "node_modules", files: 2600 }] });
    expect(isTooMany).toBe(false);
  });

  it("skips .git and node_modules unless they are selected", () => {
    const entries = files("Dockerfile", ".git/HEAD", "web/node_modules/a/index.js", "web/app.js");
    expect(plan(entries).usual).toEqual({
      files: 2,
      names: [
        { name: ".git", files: 1 },
        { name: "node_modules", files: 1 },
      ],
    });
    expect(plan(entries, undefined, true).files).toBe(4);
  });

  it("keeps the Dockerfile and the ignore file, whatever the rules say, and what they include again", () => {
    const entries = files("Dockerfile", ".dockerignore", "a.txt", "src/b.txt");
    expect(pathsOf(plan(entries, "*\n!src").kept)).toEqual([".dockerignore", "Dockerfile", "src/b.txt"]);
  });

  it("keeps folders only if they are empty, and no links", () => {
    const entries = [
      ...files("Dockerfile", "src/a"),
      entry("src", "folder"),
      entry("out", "folder"),
      entry("l", "link"),
    ];
    const { kept, files: count, links } = plan(entries);
    expect(pathsOf(kept)).toEqual(["Dockerfile", "out", "src/a"]);
    expect([count, links]).toEqual([2, 1]);
  });

  it("with more files than a workspace holds is too large", () => {
    expect(plan(Array.from({ length: 2001 }, (_, index) => entry(`f${index}`))).isTooMany).toBe(true);
  });

  it.each([
    [["Dockerfile.dev", "Dockerfile"], "Dockerfile"],
    [["web.Dockerfile", "web.Dockerfile.dockerignore"], "web.Dockerfile"],
    [["Dockerfile.prod", "Dockerfile.prod.dockerignore"], "Dockerfile.prod"],
    [["Containerfile"], "Containerfile"],
    [["src/Dockerfile"], undefined],
  ])("of %j is built with %s", (paths, dockerfile) => {
    expect(findDockerfile(files(...paths))).toBe(dockerfile);
  });

  it("prefers the ignore file of its Dockerfile to the common one", () => {
    const entries = files(".dockerignore", "a.Dockerfile", "a.Dockerfile.dockerignore");
    expect(findIgnoreFile(entries, "a.Dockerfile")?.path).toBe("a.Dockerfile.dockerignore");
    expect(findIgnoreFile(entries, "Dockerfile")?.path).toBe(".dockerignore");
  });
});
