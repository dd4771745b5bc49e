import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "./blobStore.ts";
import { openBlobStore } from "./blobStore.ts";
import { encodeImageConfig } from "./config.ts";
import { openImageStore } from "./imageStore.ts";
import type { NewLayerEntry } from "./layerWriter.ts";
import { openLayerWriter } from "./layerWriter.ts";
import type { NewImage } from "./newImage.ts";

/** For tests: an empty folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), "strata-test-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** For tests: an empty store of blobs and images. */
export function temporaryStore() {
  const dir = temporaryFolder();
  const blobs = openBlobStore(join(dir, "blobs"));
  const images = openImageStore({ dir, blobs });
  onTestFinished(() => images.close());
  return { dir, blobs, images };
}

/** For tests: `{"a/b": "text", "a/": folder, "l -> t": symlink, "l => t": hard link, "-x": whiteout, "a/-": opaque}`. */
export function putLayer(blobs: BlobStore, files: Record<string, string>): Digest {
  const writer = openLayerWriter(blobs);
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const entry = fileEntry(name, content.length);
    writer.add(entry, entry.type === "file" && entry.whiteout === undefined ? [content] : []);
  }
  return writer.finish().diffId;
}

function fileEntry(name: string, length: number): NewLayerEntry {
  const plain = { mode: 0o644, uid: 0, gid: 0, size: 0, mtime: 1_700_000_000 };
  const link = /^(.*) ([-=])> (.*)$/.exec(name);
  if (link !== null) {
    const [, path = "", kind, linkTarget = ""] = link;
    return { ...plain, path, type: kind === "-" ? "symlink" : "hardlink", linkTarget };
  }
  if (name.endsWith("/-")) return { ...plain, path: name.slice(0, -2), type: "dir", whiteout: "opaque" };
  if (name.startsWith("-")) return { ...plain, path: name.slice(1), type: "file", whiteout: "file" };
  if (name.endsWith("/")) return { ...plain, path: name.slice(0, -1), type: "dir", mode: 0o755 };
  return { ...plain, path: name, type: "file", size: length };
}

/** For tests: an image of one workspace with these layers; `note` makes its ID differ from others. */
export function newImage(layers: readonly Digest[], tags: readonly string[], note = ""): NewImage {
  const config = encodeImageConfig({
    architecture: "amd64",
    os: "linux",
    author: note,
    rootfs: { type: "layers", diff_ids: [...layers] },
    history: layers.map((_, index) => ({ created_by: `COPY ${index}` })),
  });
  return { workspace: "w", config, layers, tags };
}

/** An image store, and a layer with one file in its blobs. */
export function storeWithLayer() {
  const { dir, blobs, images } = temporaryStore();
  return { dir, blobs, images, layer: putLayer(blobs, { a: "hello" }) };
}
