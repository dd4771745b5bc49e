import { describe, expect, it } from "vitest";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { putFiles, textFile } from "#contract/workspaceFiles.ts";
import { mergeWorkspace, sameContent } from "./mergeWorkspace.ts";

function content(texts: Record<string, string>, change: Partial<WorkspaceContent> = {}): WorkspaceContent {
  return {
    name: "app",
    files: [
      ...putFiles(
        [],
        Object.entries(texts).map(([path, text]) => textFile(path, text)),
      ),
    ],
    settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
    ...change,
  };
}
const textsOf = ({ files }: WorkspaceContent) => Object.fromEntries(files.map(({ path, text }) => [path, text]));

describe("merging the edits of two tabs", () => {
  const base = content({ Dockerfile: "FROM a", "x.txt": "1" });

  it("keeps each side's changes of different files", () => {
    const merge = mergeWorkspace(
      base,
      content({ Dockerfile: "FROM b", "x.txt": "1" }),
      content({ Dockerfile: "FROM a", "x.txt": "2" }),
    );
    expect(merge.conflicts).toEqual([]);
    expect(textsOf(merge.content)).toEqual({ Dockerfile: "FROM b", "x.txt": "2" });
  });

  it("keeps creations and deletions of either side", () => {
    const merge = mergeWorkspace(
      base,
      content({ Dockerfile: "FROM a" }),
      content({ Dockerfile: "FROM a", "x.txt": "1", new: "n" }),
    );
    expect(merge.conflicts).toEqual([]);
    expect(textsOf(merge.content)).toEqual({ Dockerfile: "FROM a", new: "n" });
  });

  it("names the files that both changed and keeps mine for now", () => {
    const merge = mergeWorkspace(
      base,
      content({ Dockerfile: "FROM mine", "x.txt": "1" }),
      content({ Dockerfile: "FROM theirs", "x.txt": "2" }),
    );
    expect(merge.conflicts).toEqual(["Dockerfile"]);
    expect(textsOf(merge.content)).toEqual({ Dockerfile: "FROM mine", "x.txt": "2" });
  });

  it("has no conflict if both made the same change", () => {
    const same = content({ Dockerfile: "FROM c", "x.txt": "1" });
    expect(mergeWorkspace(base, same, content({ Dockerfile: "FROM c", "x.txt": "1" })).conflicts).toEqual([]);
  });

  it("a file deleted here and changed there is a conflict", () => {
    const merge = mergeWorkspace(
      base,
      content({ Dockerfile: "FROM a" }),
      content({ Dockerfile: "FROM a", "x.txt": "9" }),
    );
    expect(merge.conflicts).toEqual(["x.txt"]);
  });

  it("keeps every setting that is optional, whoever set it, and unsets what one side unset", () => {
    const before = { ...base, settings: { ...base.settings, builder: "embedded", noCache: ["build"] } };
    const attestations = { sbom: true };
    const { noCache: _, ...unset } = before.settings;
    const mine = { ...before, settings: { ...unset, attestations } };
    const theirs = { ...before, settings: { ...before.settings, builder: "auto" } };
    const { settings } = mergeWorkspace(before, mine, theirs).content;
    expect(settings).toEqual({ ...base.settings, builder: "auto", attestations, noCache: undefined });
  });

  it("merges settings one by one", () => {
    const mine = { ...base, settings: { ...base.settings, tag: "mine" } };
    const theirs = { ...base, name: "their name", settings: { ...base.settings, target: "build" } };
    const { content: merged } = mergeWorkspace(base, mine, theirs);
    expect(merged.settings).toMatchObject({ tag: "mine", target: "build" });
    expect(merged.name).toBe("their name");
  });

  it("does not count the last build as a difference", () => {
    expect(sameContent(base, { ...base, lastBuild: "b1" })).toBe(true);
    expect(sameContent(base, { ...base, name: "other" })).toBe(false);
  });
});
