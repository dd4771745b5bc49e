import { join } from "node:path";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { LayerWriter, NewLayerEntry, WrittenLayer } from "#server/oci/store/layerWriter.ts";
import type { UpperEntry } from "#server/rootfs/scanUpper.ts";
import { addContent, writeLayer } from "./writeLayer.ts";

function addEntry(writer: LayerWriter, blobs: BlobStore, dir: string, upper: UpperEntry): void {
  const { allocated: _allocated, opaque, ...rest } = upper;
  const entry: NewLayerEntry = rest;
  if (upper.whiteout !== undefined) {
    writer.add({ ...entry, type: "file", mode: 0o600, size: 0 });
    return;
  }
  const hasContent = entry.type === "file" && entry.size > 0;
  if (hasContent) addContent(writer, blobs, entry, { kind: "disk", path: join(dir, upper.path) });
  else writer.add(entry);
  if (opaque === true) writer.add({ ...entry, size: 0, whiteout: "opaque" });
}

/**
 * Makes a layer of the upper folder that a RUN left: whiteouts for what it deleted, hard links kept, opaque folders
 * marked. One pass; nothing large is held in memory.
 */
export function writeUpper(
  blobs: BlobStore,
  dir: string,
  entries: readonly UpperEntry[],
  signal: AbortSignal,
): Promise<WrittenLayer> {
  return writeLayer(blobs, entries, (writer, entry) => addEntry(writer, blobs, dir, entry), signal);
}
