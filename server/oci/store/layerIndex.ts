import * as fs from "node:fs";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { TarError } from "#server/oci/tar/tarEntry.ts";
import type { ScannedMember } from "#server/oci/tar/tarScan.ts";
import { scanTar } from "#server/oci/tar/tarScan.ts";
import type { BlobStore } from "./blobStore.ts";
import { BoundedCache } from "./boundedCache.ts";
import type { LayerEntry } from "./layerEntry.ts";
import { decodeLayerIndex, encodeLayerIndex } from "./layerIndexFile.ts";

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

/** Stores the index of a layer whose writer knows its members. */
export function putLayerIndex(store: BlobStore, diffId: Digest, entries: readonly LayerEntry[]): void {
  store.putSide(diffId, SUFFIX, encodeLayerIndex(entries));
  cache.set(diffId, entries, entries.length + 1);
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
      const entry = layerEntry(member);
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

/** A tar member as an entry; undefined for AUFS bookkeeping (`.wh..wh.…`), which is not a file. Throws a TarError. */
function layerEntry(member: ScannedMember): LayerEntry | undefined {
  const path = pathInRoot(member.path);
  const slash = path.lastIndexOf("/");
  const name = path.slice(slash + 1);
  const parent = slash === -1 ? "" : path.slice(0, slash);
  if (name === ".wh..wh..opq") return { ...member, path: parent, type: "dir", size: 0, whiteout: "opaque" };
  if (name.startsWith(".wh..wh.")) return undefined;
  if (name.startsWith(".wh.")) {
    const hidden = name.slice(4);
    if (/^\.{0,2}$/.test(hidden)) throw new TarError(`${JSON.stringify(path)} is not a valid whiteout.`);
    return { ...member, path: parent === "" ? hidden : `${parent}/${hidden}`, size: 0, whiteout: "file" };
  }
  if (member.type !== "hardlink") return { ...member, path };
  return { ...member, path, linkTarget: pathInRoot(member.linkTarget ?? "") };
}

/** A path of a tar, normalized as in `LayerEntry.path`. Throws a TarError if it leads out of the root. */
export function pathInRoot(path: string): string {
  // Most paths are already normalized.
  if (!/(^|\/)(\.{0,2})(\/|$)/.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) throw new TarError(`The path ${JSON.stringify(path)} leads out of the root.`);
  }
  return parts.join("/");
}
