import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { MAX_SHARED_FILES, MAX_SHARED_LENGTH } from "#contract/sharedText.ts";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { folder, textFile } from "#contract/workspaceFiles.ts";
import { sharableFiles } from "./sharableFiles.ts";
import { SharedDoc } from "./sharedDoc.ts";
import { addTyped, shareFiles } from "./sharedFiles.ts";

const contentWith = (files: WorkspaceContent["files"]): WorkspaceContent => ({
  name: "test",
  files,
  settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
});

describe("the files that are shared", () => {
  it("are the texts, with line feeds, and the Dockerfile first", () => {
    const shared = sharableFiles(
      contentWith([textFile("app.py", "a\r\nb"), textFile("Dockerfile", "FROM busybox\n"), folder("empty")]),
    );
    expect([...shared]).toEqual([
      ["Dockerfile", "FROM busybox\n"],
      ["app.py", "a\nb"],
    ]);
  });

  it("are neither longer nor more than a server takes", () => {
    const many = Array.from({ length: MAX_SHARED_FILES + 5 }, (_, index) => textFile(`${index}.txt`, "x"));
    const long = textFile("long.txt", "x".repeat(MAX_SHARED_LENGTH + 1));
    const shared = sharableFiles(contentWith([long, ...many, textFile("Dockerfile", "FROM busybox")]));
    expect([shared.size, shared.has("Dockerfile"), shared.has("long.txt")]).toEqual([MAX_SHARED_FILES, true, false]);
  });

  it("keep what others typed, come when they are made, and go when they are deleted", () => {
    const shared = new SharedDoc("session");
    shareFiles(shared, contentWith([textFile("Dockerfile", "FROM busybox\n"), textFile("old", "x")]));
    shared.text("Dockerfile")?.insert(0, "# hi\n");
    shareFiles(shared, contentWith([textFile("Dockerfile", "FROM busybox\n"), textFile("new", "y")]));
    expect([...shared.files.keys()].sort()).toEqual(["Dockerfile", "new"]);
    expect(shared.text("Dockerfile")?.toString()).toBe("# hi\nFROM busybox\n");
  });
});

describe("what was typed before the first meeting", () => {
  const sharedWith = (text: string): SharedDoc => {
    const shared = new SharedDoc("session");
    shared.files.set("Dockerfile", new Y.Text(text));
    return shared;
  };

  it("is added to what others have", () => {
    const shared = sharedWith("FROM busybox\n# hi\n");
    addTyped(shared, "Dockerfile", "FROM busybox\n", "FROM busybox:1\n");
    expect(shared.text("Dockerfile")?.toString()).toBe("FROM busybox:1\n# hi\n");
  });

  it("takes nothing away that others have changed", () => {
    const shared = sharedWith("FROM debian\n");
    addTyped(shared, "Dockerfile", "FROM busybox\n", "FROM alpine\n");
    expect(shared.text("Dockerfile")?.toString()).toContain("debian");
  });
});
