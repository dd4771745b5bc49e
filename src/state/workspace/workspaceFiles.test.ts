import { describe, expect, it } from "vitest";
import { folder, putFiles, removePath, renamePath, textFile } from "#contract/workspaceFiles.ts";
import { newPathFault, writeText } from "./workspaceFiles.ts";

const paths = (files: readonly { path: string }[]) => files.map(({ path }) => path);
const files = putFiles(
  [],
  [textFile("Dockerfile", "FROM scratch"), textFile("app/a.txt", "a"), textFile("app/b.txt", "bb")],
);

describe("files of a workspace", () => {
  it("are sorted by path, and a newer one replaces an older", () => {
    const next = putFiles(files, [textFile("app/a.txt", "new"), textFile("Aaa", "")]);
    expect(paths(next)).toEqual(["Aaa", "Dockerfile", "app/a.txt", "app/b.txt"]);
    expect(next[2]?.text).toBe("new");
  });

  it("have their size in bytes, not characters", () => {
    expect(textFile("x", "é€").size).toBe(5);
  });

  it("stay the same list if the same text is written", () => {
    expect(writeText(files, "app/a.txt", "a")).toBe(files);
    expect(writeText(files, "app/a.txt", "b")).not.toBe(files);
  });

  it("keep their mode when their text changes", () => {
    const [script] = writeText([textFile("run.sh", "x", 0o755)], "run.sh", "y");
    expect(script).toMatchObject({ mode: 0o755, text: "y", size: 1 });
  });

  it("move with their own folder only", () => {
    const next = renamePath(putFiles(files, [textFile("apple", "")]), "app", "src/web");
    expect(paths(next)).toEqual(["Dockerfile", "apple", "src/web/a.txt", "src/web/b.txt"]);
  });

  it("are deleted with their folder and can be restored", () => {
    const { files: left, removed } = removePath(files, "app");
    expect(paths(left)).toEqual(["Dockerfile"]);
    expect(putFiles(left, removed)).toEqual(files);
  });

  it("leave a folder behind when the last one in it is deleted", () => {
    const { files: left } = removePath([textFile("app/a.txt", "")], "app/a.txt");
    expect(left).toEqual([folder("app")]);
  });

  it("reject invalid paths, with a reason", () => {
    expect(newPathFault(files, "")).toBe("Enter a name.");
    expect(newPathFault(files, "../x")).toMatch(/can't contain “\.\.”/);
    expect(newPathFault(files, "app")).toMatch(/app already exists/);
    expect(newPathFault(files, "Dockerfile/x")).toMatch(/Dockerfile is a file/);
    expect(newPathFault(files, "app/c.txt")).toBeUndefined();
  });
});
