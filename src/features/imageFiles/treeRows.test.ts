import { describe, expect, it } from "vitest";
import type { FileType, ImageFiles } from "#contract/image.ts";
import type { Loadable } from "../../state/image/image.ts";
import { treeRows } from "./treeRows.ts";

function child(path: string, type: FileType, totalSize: number): ImageFiles["children"][number] {
  const common = { change: "unchanged" as const, mode: 0o755, uid: 0, gid: 0, mtime: 0, layer: 0 };
  return { ...common, path, type, size: totalSize, totalSize, totalFiles: 1 };
}

const ready = (path: string, children: ImageFiles["children"]): Loadable<ImageFiles> => ({
  phase: "ready",
  value: { path, children, truncated: false },
});

const folders = {
  "/": ready("/", [child("/init", "file", 9), child("/usr", "dir", 50), child("/etc", "dir", 60)]),
  "/etc": ready("/etc", [child("/etc/passwd", "file", 5)]),
  "/usr": ready("/usr", []),
};

function shown(expanded: string[], order: "name" | "size" = "name") {
  return treeRows({ folders, expanded: new Set(expanded), order });
}

const words = (rows: ReturnType<typeof shown>) =>
  rows.map((row) => `${" ".repeat(row.depth)}${row.kind === "entry" ? row.entry.path : row.text}`);

describe("the tree of the image's files", () => {
  it("has folders first, by name", () => {
    expect(words(shown([]))).toEqual(["/etc", "/usr", "/init"]);
  });

  it("can be sorted by size", () => {
    expect(words(shown([], "size"))).toEqual(["/etc", "/usr", "/init"]);
  });

  it("shows the content of an expanded folder, or that it is empty", () => {
    expect(words(shown(["/etc", "/usr"]))).toEqual(["/etc", " /etc/passwd", "/usr", " empty", "/init"]);
  });
});
