import * as fs from "node:fs";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { LayerWriter, NewLayerEntry, WrittenLayer } from "#server/oci/store/layerWriter.ts";
import { contentPieces, descriptorPieces, lendPieces } from "#server/oci/store/treeContent.ts";
import { nameToBytes } from "#server/oci/tar/fileName.ts";
import { writeLayer } from "#server/rootfs/writeLayer.ts";
import type { DraftContent } from "../../files/draftFile.ts";
import type { DraftEntry, LayerDraft } from "./layerDraft.ts";

const PIECE = 1024 * 1024;

function openFile(path: string): number {
  return fs.openSync(nameToBytes(path), fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW);
}

function* diskPieces(path: string, size: number): Generator<Uint8Array> {
  const fd = openFile(path);
  try {
    yield* descriptorPieces(fd, 0, size);
  } finally {
    fs.closeSync(fd);
  }
}

/** A file's bytes in pieces, as `contentPieces` gives them. */
export function contentBytes(store: BlobStore, content: DraftContent, size: number): Iterable<Uint8Array> {
  switch (content.kind) {
    case "layer":
      return contentPieces(store, content);
    case "blob":
      return size <= PIECE ? [store.readAll(content.digest)] : diskPieces(store.path(content.digest), size);
    case "bytes":
      return [content.bytes];
    case "disk":
      return diskPieces(content.path, size);
  }
}

/** Where a large file's bytes are stored verbatim; undefined for files that are small, in memory, or sparse. */
function placeOnDisk(store: BlobStore, content: DraftContent, size: number): { path: string; at: number } | undefined {
  if (size <= PIECE || content.kind === "bytes") return undefined;
  if (content.kind === "disk") return { path: content.path, at: 0 };
  if (content.kind === "blob") return { path: store.path(content.digest), at: 0 };
  return content.entry.sparse === undefined ? { path: store.path(content.layer), at: content.entry.offset } : undefined;
}

/** Puts a file into a layer without copying its bytes. */
export function addContent(writer: LayerWriter, store: BlobStore, entry: NewLayerEntry, content: DraftContent): void {
  const place = placeOnDisk(store, content, entry.size);
  if (place === undefined) {
    writer.add(entry, contentBytes(store, content, entry.size));
    return;
  }
  const fd = openFile(place.path);
  try {
    writer.addLent(entry, (take) => lendPieces(fd, place.at, entry.size, take));
  } finally {
    fs.closeSync(fd);
  }
}

/** Writes a draft as a layer, like `writeLayer`. */
export function writeDraft(store: BlobStore, draft: LayerDraft, signal: AbortSignal): Promise<WrittenLayer> {
  return writeLayer(store, draft.entries(), (writer, entry) => addDraftEntry(writer, store, entry), signal);
}

function addDraftEntry(writer: LayerWriter, store: BlobStore, { path, file, opaque, linkTo }: DraftEntry): void {
  const { content, ...entry } = file;
  if (linkTo !== undefined) {
    const { xattrs: _xattrs, ...attributes } = entry;
    writer.add({ ...attributes, path, type: "hardlink", size: 0, linkTarget: linkTo });
    return;
  }
  const size = file.type === "file" ? file.size : 0;
  if (content === undefined || size === 0) writer.add({ ...entry, path, size });
  else addContent(writer, store, { ...entry, path, size }, content);
  if (opaque) writer.add({ ...entry, path, size: 0, whiteout: "opaque" });
}
