import { join } from "node:path";
import type { BlobStore } from "#server/images/blobStore.ts";
import type { LayerWriter, NewLayerEntry, WrittenLayer } from "#server/images/layerWriter.ts";
import { openLayerWriter } from "#server/images/layerWriter.ts";
import type { UpperEntry } from "../executor/scanUpper.ts";
import { contentBytes } from "./writeLayer.ts";

/** Between two looks at whether the build was canceled. */
const CHECK_BYTES = 16 * 1024 * 1024;

function addEntry(writer: LayerWriter, blobs: BlobStore, dir: string, upper: UpperEntry): void {
  const { allocated: _allocated, opaque, ...rest } = upper;
  // Tars keep whole seconds.
  const entry: NewLayerEntry = { ...rest, mtime: Math.floor(upper.mtime) };
  if (upper.whiteout !== undefined) {
    writer.add({ ...entry, type: "file", mode: 0o600, size: 0 });
    return;
  }
  const hasContent = entry.type === "file" && entry.size > 0;
  writer.add(entry, hasContent ? contentBytes(blobs, { kind: "disk", path: join(dir, upper.path) }, entry.size) : []);
  if (opaque === true) writer.add({ ...entry, size: 0, whiteout: "opaque" });
}

/**
 * Makes a layer of what a RUN left in its upper folder: whiteouts for what it deleted, hard links kept, opaque folders
 * marked. One pass; nothing large is held in memory.
 */
export async function writeUpper(
  blobs: BlobStore,
  dir: string,
  entries: readonly UpperEntry[],
  signal: AbortSignal,
): Promise<WrittenLayer> {
  const writer = openLayerWriter(blobs);
  let checked = 0;
  try {
    for (const entry of entries) {
      addEntry(writer, blobs, dir, entry);
      if (writer.size - checked > CHECK_BYTES) {
        checked = writer.size;
        await new Promise(setImmediate);
        signal.throwIfAborted();
      }
    }
    return writer.finish();
  } catch (error) {
    writer.abort();
    throw error;
  }
}
