import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import type { BlobStore } from "./blobStore.ts";
import type { LayerEntry } from "./layerEntry.ts";
import { putLayerIndex } from "./layerIndex.ts";

/** An entry to write; the offset of its content is determined here. */
export type NewLayerEntry = Omit<LayerEntry, "offset" | "sparse">;

export interface WrittenLayer {
  readonly diffId: Digest;
  /** Bytes of the tar. */
  readonly size: number;
  readonly entries: readonly LayerEntry[];
}

/** Writes a layer's tar in one pass, hashing and indexing on the way. Entries are written in the order given: sort them. */
export interface LayerWriter {
  /** A member; with content, exactly `entry.size` bytes of it. Whiteouts carry the hidden path, as LayerEntry does. */
  add(entry: NewLayerEntry, content?: Iterable<Uint8Array>): void;
  /** The same for content passed piece by piece in a reused buffer. */
  addLent(entry: NewLayerEntry, lend: (take: (piece: Uint8Array) => void) => void): void;
  /** The same for content that arrives asynchronously. */
  addStream(entry: NewLayerEntry, content: AsyncIterable<Uint8Array>): Promise<void>;
  readonly size: number;
  /** Puts the layer and its index into the store. */
  finish(): WrittenLayer;
  abort(): void;
}

/** Throws StoreFullError if the disk is full. After any error call `abort`. */
export function openLayerWriter(store: BlobStore): LayerWriter {
  const blob = store.writer();
  const entries: LayerEntry[] = [];

  const begin = (given: NewLayerEntry) => {
    // Tars keep whole seconds.
    const entry = { ...given, mtime: Math.floor(given.mtime) };
    blob.write(tarHeader({ ...entry, path: tarPath(entry), size: entry.whiteout === undefined ? entry.size : 0 }));
    entries.push({ ...entry, offset: blob.size });
  };
  const end = (entry: NewLayerEntry) => {
    const written = blob.size - (entries.at(-1)?.offset ?? 0);
    const wanted = entry.type === "file" && entry.whiteout === undefined ? entry.size : 0;
    if (written !== wanted) throw new Error(`${entry.path}: ${written} bytes, ${wanted} expected`);
    blob.write(tarPadding(wanted));
  };

  return {
    get size() {
      return blob.size;
    },
    add(entry, content = []) {
      begin(entry);
      for (const chunk of content) blob.write(chunk);
      end(entry);
    },
    addLent(entry, lend) {
      begin(entry);
      lend((piece) => blob.write(piece));
      end(entry);
    },
    async addStream(entry, content) {
      begin(entry);
      for await (const chunk of content) blob.write(chunk);
      end(entry);
    },
    finish() {
      blob.write(TAR_END);
      const size = blob.size;
      const diffId = blob.finish();
      putLayerIndex(store, diffId, entries);
      return { diffId, size, entries };
    },
    abort: () => blob.abort(),
  };
}

/** The names that mark deletions in layers (OCI image-spec, layer.md): such a file would delete another instead. */
const WHITEOUT_PREFIX = ".wh.";

/** Whether a layer can hold a file of this name. */
export function isKeepableName(path: string): boolean {
  return !path.startsWith(WHITEOUT_PREFIX, path.lastIndexOf("/") + 1);
}

function requireKeepableName({ path }: NewLayerEntry): void {
  if (isKeepableName(path)) return;
  const detail = `/${path} can't be kept: in a layer, names that begin with ${WHITEOUT_PREFIX} mark deleted files.`;
  throw problemError("build/unsupported", detail, {
    next: "Give it another name, or remove it in the same instruction.",
  });
}

function tarPath(entry: NewLayerEntry): string {
  requireKeepableName(entry);
  if (entry.whiteout === undefined) return entry.path === "" ? "./" : entry.path;
  if (entry.whiteout === "opaque") return entry.path === "" ? ".wh..wh..opq" : `${entry.path}/.wh..wh..opq`;
  const slash = entry.path.lastIndexOf("/") + 1;
  return `${entry.path.slice(0, slash)}.wh.${entry.path.slice(slash)}`;
}
