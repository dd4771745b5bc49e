import * as fs from "node:fs";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { TarError } from "#server/oci/tar/tarEntry.ts";
import { scanTar } from "#server/oci/tar/tarScan.ts";
import type { BlobStore } from "./blobStore.ts";
import { BoundedCache } from "./boundedCache.ts";
import type { LayerEntry } from "./layerEntry.ts";
import { decodeLayerIndex, encodeLayerIndex, INDEX_START } from "./layerIndexFile.ts";
import { memberEntry } from "./memberEntry.ts";

/** Largest number of members in one layer. */
export const MAX_LAYER_ENTRIES = 2_000_000;
const SUFFIX = ".index";
/** Entries kept in memory, of all layers together. */
const cache = new BoundedCache<Digest, readonly LayerEntry[]>(150_000);

/**
 * The members of a layer, read from its tar once and then from the index beside it.
 * Throws a ProblemError (image/invalid) if the tar is malformed or a path leads out of the root.
 */
export function indexLayer(store: BlobStore, diffId: Digest): readonly LayerEntry[] {
  const kept = cache.get(diffId);
  if (kept !== undefined) return kept;
  const entries = readIndex(store, diffId) ?? scanLayer(store, diffId);
  cache.set(diffId, entries, entries.length + 1);
  return entries;
}

/** Makes sure that a layer has an index in this store, without reading it. Throws as `indexLayer`. */
export function requireLayerIndex(store: BlobStore, diffId: Digest): void {
  if (!hasIndex(store, diffId)) scanLayer(store, diffId);
}

/** Stores the index of a layer whose writer knows its members. */
export function putLayerIndex(store: BlobStore, diffId: Digest, entries: readonly LayerEntry[]): void {
  storeLayerIndex(store, diffId, entries);
  cache.set(diffId, entries, entries.length + 1);
}

/** The same without keeping it in memory. */
export function storeLayerIndex(store: BlobStore, diffId: Digest, entries: readonly LayerEntry[]): void {
  store.putSide(diffId, SUFFIX, encodeLayerIndex(entries));
}

/** Whether there is one of this version. It was written at once: if its start is there, so is the rest. */
function hasIndex(store: BlobStore, diffId: Digest): boolean {
  try {
    const fd = fs.openSync(store.sidePath(diffId, SUFFIX), "r");
    try {
      const start = Buffer.alloc(INDEX_START.length);
      fs.readSync(fd, start);
      return start.toString() === INDEX_START;
    } finally {
      fs.closeSync(fd);
    }
  } catch {
    return false;
  }
}

function readIndex(store: BlobStore, diffId: Digest): LayerEntry[] | undefined {
  try {
    return decodeLayerIndex(fs.readFileSync(store.sidePath(diffId, SUFFIX), "utf8"));
  } catch {
    // Missing, or of an older version: read the tar.
    return undefined;
  }
}

function scanLayer(store: BlobStore, diffId: Digest): readonly LayerEntry[] {
  const fd = store.open(diffId);
  try {
    const entries: LayerEntry[] = [];
    for (const member of scanTar(fd, fs.fstatSync(fd).size)) {
      const entry = memberEntry(member);
      if (entry !== undefined) entries.push(entry);
      if (entries.length > MAX_LAYER_ENTRIES) throw new TarError("It has too many files.");
    }
    putLayerIndex(store, diffId, entries);
    return entries;
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    throw problemError("image/invalid", `Can't read the layer ${diffId}. ${error.message}`, {}, { cause: error });
  } finally {
    fs.closeSync(fd);
  }
}
