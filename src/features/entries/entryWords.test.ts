import { describe, expect, it } from "vitest";
import type { ListedEntry } from "#contract/imageEntries.ts";
import { kindOf } from "./entryKind.ts";
import { differenceWords, entryFacts, shortDifference } from "./entryWords.ts";

const before = { type: "file", size: 7, mode: 0o644, uid: 0, gid: 0, mtime: 0 } as const;
const file: ListedEntry = { ...before, path: "/a", name: "a", change: "changed", layer: 2, fits: true, before };

describe("what a layer changed about a path", () => {
  it("is named with what was and what is", () => {
    expect(differenceWords({ ...file, mode: 0o755, differences: ["mode"] })).toEqual(["mode 0644 → 0755"]);
    expect(differenceWords({ ...file, uid: 1000, gid: 1000, differences: ["owner"] })).toEqual(["owner 0 → 1000"]);
    expect(differenceWords({ ...file, uid: 1000, differences: ["owner"] })).toEqual(["owner 0:0 → 1000:0"]);
    expect(differenceWords({ ...file, differences: ["mtime"] })).toEqual(["time only"]);
    expect(differenceWords({ ...file, differences: ["capabilities", "xattrs"] })).toEqual(["capabilities", "xattrs"]);
    expect(differenceWords({ ...file, size: 5, differences: ["content"] })).toEqual(["content 7 B → 5 B"]);
    expect(differenceWords({ ...file, type: "symlink", differences: ["type"] })).toEqual(["type file → link"]);
    expect(differenceWords({ ...file, differences: [] })).toEqual(["stored again as it was"]);
  });

  it("is short in a column, and whole in the facts", () => {
    const both: ListedEntry = { ...file, mode: 0o755, uid: 1, gid: 1, differences: ["mode", "owner"] };
    expect(shortDifference(both)).toBe("mode, owner");
    expect(shortDifference({ ...file, size: 5, differences: ["content", "mtime"] })).toBe("content 7 B → 5 B");
    expect(shortDifference({ ...file, differences: ["mtime"] })).toBe("time only");
    expect(entryFacts(both).slice(0, 2)).toEqual(["mode 0644 → 0755", "owner 0 → 1"]);
  });

  it("is metadata only if the content is known to be as it was", () => {
    expect(kindOf({ ...file, differences: ["mode", "mtime"] })).toBe("metadata");
    expect(kindOf({ ...file, differences: ["mode", "content"] })).toBe("changed");
    expect(kindOf({ ...file, differences: ["mode"], contentUnknown: true })).toBe("changed");
    expect(differenceWords({ ...file, differences: ["mtime"], contentUnknown: true })).toEqual([
      "time",
      "content not compared",
    ]);
  });
});

describe("the facts of a path", () => {
  it("name what links lead to, and how many names a file has", () => {
    const link: ListedEntry = { ...file, change: "added", type: "hardlink", linkTarget: "/b", links: 2 };
    expect(entryFacts(link).slice(0, 3)).toEqual(["added", "hard link to /b", "2 hard links"]);
  });

  it("tell nothing of a folder that only leads to others but what is in it", () => {
    const inside = { files: 1, bytes: 5, deletedFiles: 1, deletedBytes: 2, entries: 2, touched: 2 };
    expect(entryFacts({ ...file, type: "dir", change: "unchanged", fits: false, inside })).toEqual([
      "2 files",
      "5 bytes",
    ]);
  });
});
