import { existsSync, rmSync } from "node:fs";
import type { ContextFileInput } from "#contract/context.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { BoundedCache } from "#server/oci/store/boundedCache.ts";
import { readContextFiles } from "./contextFromFiles.ts";
import { readContextTar } from "./contextFromTar.ts";
import type { ContextLimits } from "./contextLimits.ts";
import { DEFAULT_CONTEXT_LIMITS } from "./contextLimits.ts";
import type { ContextEntry } from "./contextManifest.ts";
import { decodeContextManifest, encodeContextManifest, sortContextEntries } from "./contextManifest.ts";

export interface Context {
  readonly digest: Digest;
  /** Sorted by path, folders before their content. */
  readonly entries: readonly ContextEntry[];
}

/** Contexts, addressed by content: each is a manifest, itself a blob, of files that are blobs. */
export interface ContextStore {
  /** Throws a ProblemError: context/path, context/too-large, blob/not-found, store/full. */
  fromFiles(files: readonly ContextFileInput[], limits?: ContextLimits): Context;
  /** An uncompressed tar. Throws a ProblemError: context/path, context/invalid, context/too-large, store/full. */
  fromTar(source: AsyncIterable<Uint8Array>, limits?: ContextLimits): Promise<Context>;
  /** Undefined if it is not found. Counts as a use: its time is renewed. */
  get(digest: Digest): Context | undefined;
  /** The same, or a ProblemError (context/not-found). */
  require(digest: Digest): Context;
  /** As `require`, but only checks that it exists, without reading it. */
  requireKept(digest: Digest): void;
  /** As `require`, but does not count as a use. */
  look(digest: Digest): Context;
  /** The blobs of a context, including its manifest: roots for garbage collection. */
  references(digest: Digest): Digest[];
  /** Every stored context, and when it was last uploaded or used (milliseconds since the epoch). */
  list(): { digest: Digest; usedAt: number }[];
  /** Deletes a context; its blobs go with the next garbage collection, if nothing else needs them. */
  forget(digest: Digest): void;
}

const MAX_MANIFEST = 128 * 1024 * 1024;
/**
 * Marks each manifest that this store wrote. A blob without the mark is not a context: anyone can upload a blob that
 * looks like a manifest, with paths and links that were never checked.
 */
const MARK = ".context";

export function openContextStore(blobs: BlobStore): ContextStore {
  /** Weighted by entries. */
  const cache = new BoundedCache<Digest, Context>(200_000);

  const keep = (entries: readonly ContextEntry[]): Context => {
    const sorted = sortContextEntries(entries);
    const digest = blobs.put(encodeContextManifest(sorted));
    blobs.putSide(digest, MARK, "");
    const context = { digest, entries: sorted };
    cache.set(digest, context, entries.length + 1);
    return context;
  };
  const isThere = (digest: Digest) => existsSync(blobs.sidePath(digest, MARK)) && blobs.has(digest);
  const read = (digest: Digest): Context | undefined => {
    // Another process may have deleted it: then the files of a manifest in memory are gone.
    if (!isThere(digest)) return undefined;
    const kept = cache.get(digest);
    if (kept !== undefined) return kept;
    const entries = decodeContextManifest(blobs.readAll(digest, MAX_MANIFEST).toString("utf8"));
    if (entries === undefined) return undefined;
    const context = { digest, entries };
    cache.set(digest, context, entries.length + 1);
    return context;
  };
  const get = (digest: Digest) => (blobs.touch(digest) ? read(digest) : undefined);
  const notFound = (digest: Digest) =>
    problemError("context/not-found", `Context ${digest} not found.`, { next: "Send the files again." });
  const orThrow = (digest: Digest, context: Context | undefined) => {
    if (context !== undefined) return context;
    throw notFound(digest);
  };

  return {
    fromFiles: (files, limits = DEFAULT_CONTEXT_LIMITS) => keep(readContextFiles(blobs, files, limits)),
    fromTar: async (source, limits = DEFAULT_CONTEXT_LIMITS) => keep(await readContextTar(blobs, source, limits)),
    get,
    require: (digest) => orThrow(digest, get(digest)),
    requireKept(digest) {
      if (!blobs.touch(digest) || !isThere(digest)) throw notFound(digest);
    },
    look: (digest) => orThrow(digest, read(digest)),
    references: (digest) => [
      digest,
      ...(read(digest)?.entries.flatMap((entry) => (entry.digest === undefined ? [] : [entry.digest])) ?? []),
    ],
    list: () =>
      [...blobs.list()].flatMap(({ digest, touchedAt }) =>
        existsSync(blobs.sidePath(digest, MARK)) ? [{ digest, usedAt: touchedAt }] : [],
      ),
    forget: (digest) => rmSync(blobs.sidePath(digest, MARK), { force: true }),
  };
}
