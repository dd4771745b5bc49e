import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openWorkspaceStore, type WorkspaceStore } from "./workspaceStore.ts";

let dir: string;
let store: WorkspaceStore;
const open = () => openWorkspaceStore({ dir, maxBytes: 10_000 });
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "strata-workspaces-"));
  store = open();
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true });
});

const digest = `sha256:${"ab".repeat(32)}` as const;
const withBlob = () => {
  const { revision, savedAt, ...content } = store.get("w");
  return { ...content, files: [{ path: "x", kind: "blob" as const, mode: 420, blob: digest, size: 1 }] };
};

test("a restarted server finds everything again", () => {
  const saved = store.save("w", { ...withBlob(), name: "kept" }, 1);
  store.close();
  store = open();
  expect(store.get("w")).toMatchObject({ name: "kept", ...saved });
  expect(store.hasBlob("w", digest)).toBe(true);
});

test("of two saves from the same revision one wins and the other is told", () => {
  const other = open();
  const content = withBlob();
  store.save("w", { ...content, name: "one" }, 1);
  expect(() => other.save("w", { ...content, name: "two" }, 1)).toThrow(/revision 2/);
  expect(other.get("w").name).toBe("one");
  other.close();
});

test("bytes are needed as long as a file of the workspace has them", () => {
  store.save("w", withBlob(), undefined);
  expect([...store.blobs()]).toEqual([digest]);
  expect(store.hasBlob("other", digest)).toBe(false);
  store.save("w", { ...withBlob(), files: [] }, undefined);
  expect([...store.blobs()]).toEqual([]);
});

test("saves are told to those who listen to that workspace, until they stop", () => {
  const heard = vi.fn();
  store.get("w");
  const stop = store.onSaved("w", heard);
  store.save("w", withBlob(), undefined);
  store.save("other", withBlob(), undefined);
  stop();
  store.save("w", withBlob(), undefined);
  expect(heard).toHaveBeenCalledTimes(1);
});
