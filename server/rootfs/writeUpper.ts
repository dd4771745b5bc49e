import * as fs from "node:fs";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { LayerWriter, NewLayerEntry, WrittenLayer } from "#server/oci/store/layerWriter.ts";
import { lendPieces } from "#server/oci/store/treeContent.ts";
import type { UpperEntry } from "./scanUpper.ts";
import { UpperFiles } from "./upperFiles.ts";
import { writeLayer } from "./writeLayer.ts";

const ZEROS = Buffer.alloc(64 * 1024);

/** A file that is shorter by now is filled up with zeros, as tar does: its size is already written. */
function lendExactly(fd: number, size: number, take: (piece: Uint8Array) => void): void {
  let left = size - lendPieces(fd, 0, size, take);
  for (; left > 0; left -= Math.min(left, ZEROS.length)) take(ZEROS.subarray(0, Math.min(left, ZEROS.length)));
}

function addEntry(writer: LayerWriter, files: UpperFiles, upper: UpperEntry): void {
  const { allocated: _allocated, opaque, ...rest } = upper;
  const entry: NewLayerEntry = rest;
  if (upper.whiteout !== undefined) {
    writer.add({ ...entry, type: "file", mode: 0o600, size: 0 });
    return;
  }
  if (entry.type === "file" && entry.size > 0) {
    const fd = files.open(upper.path);
    try {
      writer.addLent(entry, (take) => lendExactly(fd, entry.size, take));
    } finally {
      fs.closeSync(fd);
    }
  } else writer.add(entry);
  if (opaque === true) writer.add({ ...entry, size: 0, whiteout: "opaque" });
}

/**
 * Makes a layer of the upper folder of a command: whiteouts for what it deleted, hard links kept, opaque folders
 * marked. One pass; nothing large is held in memory. If the command still runs, it can make this fail (with the
 * system's error), but not read anything outside the folder.
 */
export async function writeUpper(
  blobs: BlobStore,
  dir: string,
  entries: readonly UpperEntry[],
  signal: AbortSignal,
): Promise<WrittenLayer> {
  const files = new UpperFiles(dir);
  try {
    return await writeLayer(blobs, entries, (writer, entry) => addEntry(writer, files, entry), signal);
  } finally {
    files.close();
  }
}
