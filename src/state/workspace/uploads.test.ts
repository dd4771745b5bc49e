import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problem } from "#contract/problem.ts";
import { findFile, textFile } from "#contract/workspaceFiles.ts";
import { useNotices } from "../page/notices.ts";
import { type UploadEntry, upload, useUploads } from "./uploads.ts";
import { EMPTY_WORKSPACE, useWorkspace } from "./workspace.ts";

const file = (path: string, ...parts: (string | Uint8Array<ArrayBuffer>)[]): UploadEntry => ({
  path,
  read: async () => new File(parts, path),
});
const binary = Uint8Array.of(1, 0, 2);
const fileAt = (path: string) => findFile(useWorkspace.getState().content.files, path);
const lastNotice = () => useNotices.getState().notices.at(-1);

function answer(response: () => Response): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return response();
  });
  return asked;
}

beforeEach(() => {
  const content = { ...EMPTY_WORKSPACE, files: [textFile("kept.txt", "old")] };
  useWorkspace.setState({ phase: "ready", content, base: content, revision: 1, saving: { kind: "saved" } }, true);
  useNotices.setState({ notices: [] });
});
afterEach(() => void vi.unstubAllGlobals());

describe("uploading", () => {
  it("keeps text as text, scripts executable, and even empty folders", async () => {
    await upload([
      file("a/notes.txt", "é"),
      file("run", "#!/bin/sh\n"),
      { path: "empty", kind: "folder", read: async () => new Blob() },
    ]);
    expect(fileAt("a/notes.txt")).toEqual({ path: "a/notes.txt", kind: "text", mode: 0o644, text: "é", size: 2 });
    expect(fileAt("run")?.mode).toBe(0o755);
    expect(fileAt("empty")?.kind).toBe("folder");
    expect(useUploads.getState().state.phase).toBe("idle");
  });

  it("uploads bytes that are not text by their digest", async () => {
    const asked = answer(() => new Response(null, { status: 201 }));
    await upload([file("data.bin", binary)]);
    expect(fileAt("data.bin")).toMatchObject({ kind: "blob", size: 3 });
    expect(asked).toEqual([`/api/blobs/${fileAt("data.bin")?.blob}`]);
  });

  it("reports the server's problem, stops there, and keeps earlier files", async () => {
    answer(() => Response.json(problem("request/too-large", "At most 1 GB."), { status: 413 }));
    await upload([file("first.txt", "1"), file("data.bin", binary), file("last.txt", "3")]);
    expect(lastNotice()).toMatchObject({ tone: "error", text: expect.stringContaining("At most 1 GB.") });
    expect(fileAt("first.txt")).toBeDefined();
    expect(fileAt("last.txt")).toBeUndefined();
  });

  it("offers to restore a replaced file", async () => {
    await upload([file("kept.txt", "new")]);
    expect(fileAt("kept.txt")?.text).toBe("new");
    lastNotice()?.action?.run();
    expect(fileAt("kept.txt")?.text).toBe("old");
  });

  it("skips a path that leaves the context, and reports it", async () => {
    await upload([file("../evil", "x"), file("good", "y")]);
    expect(lastNotice()?.text).toMatch(/can't contain “\.\.”/);
    expect(useWorkspace.getState().content.files.map(({ path }) => path)).toEqual(["good", "kept.txt"]);
  });

  it("rejects more files than a workspace holds, before any is read", async () => {
    await upload(Array.from({ length: 2001 }, (_, index) => file(`f${index}`, "x")));
    expect(lastNotice()?.text).toMatch(/2001 files/);
    expect(useWorkspace.getState().content.files).toHaveLength(1);
  });
});
