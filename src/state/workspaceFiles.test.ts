import { describe, expect, it } from "vitest";
import { folder, newPathFault, putFiles, removePath, renamePath, textFile, writeText } from "./workspaceFiles.ts";

const paths = (files: readonly { path: string }[]) => files.map(({ path }) => path);
const files = putFiles(
  [],
  [textFile("Dockerfile", "FROM scratch"), textFile("app/a.txt", "a"), textFile("app/b.txt", "bb")],
);

describe("files of a workspace", () => {
  it("are kept in the order of their paths, a newer one over an older", () => {
    const next = putFiles(files, [textFile("app/a.txt", "new"), textFile("Aaa", "")]);
    expect(paths(next)).toEqual(["Aaa", "Dockerfile", "app/a.txt", "app/b.txt"]);
    expect(next[2]?.text).toBe("new");
  });

  it("know their size in bytes, not characters", () => {
    expect(textFile("x", "é€").size).toBe(5);
  });

  it("stay the same list when the same text is written", () => {
    expect(writeText(files, "app/a.txt", "a")).toBe(files);
    expect(writeText(files, "app/a.txt", "b")).not.toBe(files);
  });

  it("keep their mode when their text changes", () => {
    const [script] = writeText([textFile("run.sh", "x", 0o755)], "run.sh", "y");
    expect(script).toMatchObject({ mode: 0o755, text: "y", size: 1 });
  });

  it("move with their folder, and only with theirs", () => {
    const next = renamePath(putFiles(files, [textFile("apple", "")]), "app", "src/web");
    expect(paths(next)).toEqual(["Dockerfile", "apple", "src/web/a.txt", "src/web/b.txt"]);
  });

  it("go with their folder and can be put back", () => {
    const { files: left, removed } = removePath(files, "app");
    expect(paths(left)).toEqual(["Dockerfile"]);
    expect(putFiles(left, removed)).toEqual(files);
  });

  it("leave a folder behind when the last one in it goes", () => {
    const { files: left } = removePath([textFile("app/a.txt", "")], "app/a.txt");
    expect(left).toEqual([folder("app")]);
  });

  it("refuse paths that can't be, with a sentence that says why", () => {
    expect(newPathFault(files, "")).toBe("Enter a name.");
    expect(newPathFault(files, "../x")).toMatch(/can't contain “\.\.”/);
    expect(newPathFault(files, "app")).toMatch(/already something called app/);
    expect(newPathFault(files, "Dockerfile/x")).toMatch(/Dockerfile is a file/);
    expect(newPathFault(files, "app/c.txt")).toBeUndefined();
  });
});
