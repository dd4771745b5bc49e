import { describe, expect, it } from "vitest";
import type { WorkspaceFile, WorkspaceSettings } from "#contract/workspace.ts";
import { folder, textFile } from "#contract/workspaceFiles.ts";
import { packWorkspace } from "../workspace/packWorkspace.ts";
import { planExported } from "./planProject.ts";
import { exportedIn, readArchive } from "./readArchive.ts";

const BYTES = new Uint8Array([0, 255, 1, 10, 13]);
const settings: WorkspaceSettings = {
  dockerfile: "app/Dockerfile.prod",
  tag: "demo:1",
  target: "last",
  buildArgs: [{ name: "A", value: 'quotes " and ünicode PK\u0005\u0006' }],
  labels: [{ name: "l", value: "" }],
  noCache: ["build"],
  platform: "linux/arm64",
};
/** Everything in one folder, with what an import of a project would leave out. */
const files: WorkspaceFile[] = [
  { ...folder("app"), mode: 0o700 },
  textFile("app/.dockerignore", "*\n"),
  textFile("app/Dockerfile.prod", "FROM scratch\r\n"),
  textFile("app/node_modules/x.js", "x"),
  { path: "app/data.bin", kind: "blob", mode: 0o4755, blob: `sha256:${"a".repeat(64)}`, size: BYTES.length },
  folder("app/empty"),
];

async function importOf(packed: Uint8Array<ArrayBuffer>) {
  const file = new File([packed], "any name.zip");
  const exported = await exportedIn(file);
  return exported && planExported(await readArchive(file, new AbortController().signal), exported);
}

const bytesOf = (file: WorkspaceFile) => (file.kind === "blob" ? BYTES : new TextEncoder().encode(file.text ?? ""));
const pack = (more: Partial<WorkspaceSettings> = {}) =>
  packWorkspace(
    { name: "Demo / ünicode", settings: { ...settings, ...more } },
    files.map((file) => [file, bytesOf(file)]),
  );

describe("an exported workspace", () => {
  it("is imported with its name and settings, and all files, folders, modes, and bytes", async () => {
    const plan = await importOf(await pack());
    expect(plan).toMatchObject({ name: "Demo / ünicode", settings, dockerfile: "app/Dockerfile.prod", files: 4 });
    const read = await Promise.all(
      (plan?.kept ?? []).map(async (entry) => [
        entry.path,
        entry.kind,
        entry.mode,
        entry.kind === "folder" ? "" : Buffer.from(await (await entry.read()).arrayBuffer()).toString("hex"),
      ]),
    );
    expect(read.sort()).toEqual(
      files
        .map((file) => [
          file.path,
          file.kind === "folder" ? "folder" : "file",
          file.mode,
          file.kind === "folder" ? "" : Buffer.from(bytesOf(file)).toString("hex"),
        ])
        .sort(),
    );
  });

  it("whose settings don't fit into the comment is a zip like any other", async () => {
    const file = new File([await pack({ buildArgs: [{ name: "A", value: "x".repeat(65_536) }] })], "a.zip");
    expect(await exportedIn(file)).toBeUndefined();
    expect(await readArchive(file, new AbortController().signal)).toHaveLength(files.length);
  });

  it("whose comment was tampered with is a zip like any other", async () => {
    const packed = await pack();
    const at = packed.lastIndexOf("{".charCodeAt(0));
    packed.set(new TextEncoder().encode("["), at);
    expect(await exportedIn(new File([packed], "a.zip"))).toBeUndefined();
  });

  it("with a path that leads out is refused", async () => {
    const evil = await packWorkspace({ name: "x", settings }, [[textFile("../evil", "x"), new Uint8Array(1)]]);
    await expect(importOf(evil)).rejects.toThrow(/leads out/);
  });
});
