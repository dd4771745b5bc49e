import * as fs from "node:fs";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { LayerWriter, NewLayerEntry, WrittenLayer } from "#server/oci/store/layerWriter.ts";
import { lendPieces } from "#server/oci/store/treeContent.ts";
import type { UpperEntry } from "./scanUpper.ts";
import { isGone, UpperFiles, zeros } from "./upperFiles.ts";
import { writeLayer } from "./writeLayer.ts";

/** Entries of an upper folder on their way into a layer. */
class UpperWriter {
  readonly #files: UpperFiles;
  readonly #isLive: boolean;
  /** Names that were gone, each with the name that its other hard links now point to, if one was still there. */
  readonly #gone = new Map<string, string | undefined>();

  constructor(files: UpperFiles, isLive: boolean) {
    this.#files = files;
    this.#isLive = isLive;
  }

  add(writer: LayerWriter, upper: UpperEntry): void {
    const { allocated: _allocated, opaque, ...rest } = upper;
    const entry: NewLayerEntry = rest;
    if (upper.whiteout !== undefined) writer.add({ ...entry, type: "file", mode: 0o600, size: 0 });
    else if (entry.type === "file" && entry.size > 0) this.#addFile(writer, entry, entry.path);
    else if (entry.type === "hardlink" && this.#gone.has(entry.linkTarget ?? "")) this.#addLink(writer, entry);
    else writer.add(entry);
    if (opaque === true) writer.add({ ...entry, size: 0, whiteout: "opaque" });
  }

  /** `first` is the name that other links of the file point to. */
  #addFile(writer: LayerWriter, entry: NewLayerEntry, first: string): boolean {
    const fd = this.#open(entry.path);
    if (fd === undefined) {
      this.#gone.set(first, undefined);
      return false;
    }
    try {
      const size = entry.type === "file" ? entry.size : fs.fstatSync(fd).size;
      writer.addLent({ ...entry, type: "file", size }, (take) => lendExactly(fd, size, take));
      return true;
    } finally {
      fs.closeSync(fd);
    }
  }

  /** The first name of the file was gone: the next one that is still there stands in for it. */
  #addLink(writer: LayerWriter, { linkTarget = "", ...entry }: NewLayerEntry): void {
    const instead = this.#gone.get(linkTarget);
    if (instead !== undefined) writer.add({ ...entry, linkTarget: instead });
    else if (this.#addFile(writer, entry, linkTarget)) this.#gone.set(linkTarget, entry.path);
  }

  #open(path: string): number | undefined {
    try {
      return this.#files.open(path);
    } catch (error) {
      if (this.#isLive && isGone(error)) return undefined;
      throw error;
    }
  }
}

function lendExactly(fd: number, size: number, take: (piece: Uint8Array) => void): void {
  const read = lendPieces(fd, 0, size, take);
  for (const piece of zeros(size - read)) take(piece);
}

/**
 * Makes a layer of the upper folder of a command: whiteouts for what it deleted, hard links kept, opaque folders
 * marked. One pass; nothing large is held in memory. If commands may still be running (`isLive`), files that are gone by
 * now are left out; whatever is put in their place, nothing outside the folder is read.
 */
export async function writeUpper(
  blobs: BlobStore,
  dir: string,
  entries: readonly UpperEntry[],
  signal: AbortSignal,
  isLive = false,
): Promise<WrittenLayer> {
  const files = new UpperFiles(dir);
  const upper = new UpperWriter(files, isLive);
  try {
    return await writeLayer(blobs, entries, (writer, entry) => upper.add(writer, entry), signal);
  } finally {
    files.close();
  }
}
