import { setImmediate as nextTurn } from "node:timers/promises";
import type { Digest } from "#contract/names/digest.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { CacheFolders } from "#server/rootfs/cacheFolders.ts";
import type { SnapshotStore } from "#server/rootfs/snapshotStore.ts";
import { removeTrees } from "#server/sandbox/executor/removeTrees.ts";
import type { SweepReport, SweepRequest } from "../../builder.ts";
import type { StepCache } from "../../cache/stepCache.ts";
import { chooseEvictions, type StoreUse } from "./chooseEvictions.ts";

export interface SweptStores {
  readonly images: ImageStore;
  readonly contexts: ContextStore;
  readonly cache: StepCache;
  readonly snapshots: Pick<SnapshotStore, "list" | "detach" | "cleanAll"> & {
    readonly caches: Pick<CacheFolders, "list" | "detach">;
  };
}

export interface Swept {
  readonly report: SweepReport;
  /** Removes the files of the unpacked layers that were moved away. */
  removeFiles(): Promise<void>;
}

/** Covers an image that is being pulled and a file that is being uploaded: nothing names it yet. */
const RECENT_MS = 10 * 60_000;
/** The share of the limit to sweep down to, so that the next build does not exceed it right away. */
const AIM = 0.9;

/**
 * Brings the store below its limit. The invariants:
 * - No build runs during the sweep (see `SweepGate`), so nothing in use is deleted.
 * - A name is removed before what it names (row before blob, mark before context), so that a kill at any moment leaves
 *   at most blobs without a name, which the next sweep removes; roots are read again after the names are gone.
 * - What a running container has mounted stays unpacked.
 * - Images of workspaces, their files, and the starter images are never candidates.
 * - The server accepts files meanwhile: it touches what it finds, and what was touched recently stays.
 * Stops early if `signal` aborts.
 */
export async function sweepStore(stores: SweptStores, request: SweepRequest, signal: AbortSignal): Promise<Swept> {
  stores.cache.prune();
  const stuckBytes = await stores.snapshots.cleanAll(signal);
  const before = usedBytes(stores) + stuckBytes;
  const removals: Removal[] = [];
  if (before > request.limitBytes)
    await free(stores, { ...request, limitBytes: request.limitBytes - stuckBytes }, removals, signal);
  // A build waits for an aborted sweep: nothing is measured.
  const after = signal.aborted || before <= request.limitBytes ? before : usedBytes(stores) + stuckBytes;
  return {
    report: { usedBytes: after, freedBytes: Math.max(0, before - after) },
    removeFiles: async () => {
      for (const remove of removals) await remove();
    },
  };
}

type Removal = () => Promise<void>;

async function free(stores: SweptStores, request: SweepRequest, removals: Removal[], signal: AbortSignal) {
  const { images, snapshots } = stores;
  const { limitBytes, recentMs = RECENT_MS } = request;
  const mounted = new Set(request.mounted);
  const aim = limitBytes * AIM;
  const detach = async (layer: Digest) => {
    removals.push(snapshots.detach(layer));
    await nextTurn();
  };
  const dropUnnamed = async () => {
    if (signal.aborted) return;
    await images.collectGarbage(namedBlobs(stores, request), { minAgeMs: recentMs, signal });
    for (const layer of signal.aborted ? [] : unneeded(stores, mounted)) if (!signal.aborted) await detach(layer);
  };

  await dropUnnamed();
  if (signal.aborted) return;
  const usedBefore = Date.now() - recentMs;
  await forgetOldest(stores, request, removals, { bytes: usedBytes(stores) - aim, usedBefore, signal });
  await dropUnnamed();
  if (signal.aborted) return;
  // Last: what can be unpacked again from blobs that stay.
  let used = usedBytes(stores);
  const recent = new Set(
    storeUses(stores, removals).flatMap(({ usedAt, blobs }) => (usedAt > usedBefore ? blobs : [])),
  );
  for (const layer of snapshots.list()) {
    if (signal.aborted || used <= aim) return;
    if (recent.has(layer) || mounted.has(layer)) continue;
    await detach(layer);
    used -= images.blobs.size(layer) ?? 0;
  }
}

/** An unpacked layer counts as much as its tar: walking through its files would take longer than everything else. */
function usedBytes({ images, snapshots }: SweptStores): number {
  let bytes = 0;
  for (const { size } of images.blobs.list()) bytes += size;
  for (const layer of snapshots.list()) bytes += images.blobs.size(layer) ?? 0;
  for (const cache of snapshots.caches.list()) bytes += cache.bytes;
  return bytes;
}

/** What is named beside images and pulled images. */
function* namedBlobs({ cache, contexts }: SweptStores, { keep }: SweepRequest): Generator<Digest> {
  yield* keep;
  yield* cache.layers();
  for (const { digest } of contexts.list()) yield* contexts.references(digest);
}

/** Unpacked layers that neither the cache nor an image refers to, and that no container has mounted. */
function unneeded({ images, cache, snapshots }: SweptStores, mounted: ReadonlySet<Digest>): Digest[] {
  const pulled = images.pulledUses().flatMap(({ blobs }) => blobs);
  const needed = new Set([...images.lastingBlobs(), ...pulled, ...cache.layers()]);
  return snapshots.list().filter((layer) => !needed.has(layer) && !mounted.has(layer));
}

interface Eviction {
  /** Bytes to free. */
  readonly bytes: number;
  readonly usedBefore: number;
  readonly signal: AbortSignal;
}

/** Cached steps, pulled images, and contexts lose their names, the least recently used first. */
async function forgetOldest(
  stores: SweptStores,
  { keep }: SweepRequest,
  removals: Removal[],
  { bytes, usedBefore, signal }: Eviction,
) {
  const { images, snapshots } = stores;
  const unpacked = new Set(snapshots.list());
  const caches = new Map(snapshots.caches.list().map((cache) => [standIn(cache), cache.bytes]));
  const sizeOf = (digest: Digest) =>
    caches.get(digest) ?? (images.blobs.size(digest) ?? 0) * (unpacked.has(digest) ? 2 : 1);
  const lasting = new Set([...images.lastingBlobs(), ...keep]);
  for (const { forget } of chooseEvictions(storeUses(stores, removals), { bytes, usedBefore, lasting, sizeOf })) {
    if (signal.aborted) return;
    forget();
    await nextTurn();
  }
}

/** A cache mount is not a blob; as a candidate, it has a digest that no blob has. */
function standIn({ name }: { readonly name: string }): Digest {
  return digestOf(`cache mount ${name}`);
}

function storeUses(
  { images, cache, contexts, snapshots }: SweptStores,
  removals: Removal[],
): (StoreUse & { forget(): void })[] {
  return [
    ...snapshots.caches.list().map((folder) => ({
      blobs: [standIn(folder)],
      usedAt: folder.usedAt,
      forget: () => {
        const trash = snapshots.caches.detach(folder.name);
        removals.push(() => removeTrees([trash]));
      },
    })),
    ...cache.uses().map(({ key, diffId, usedAt }) => ({ blobs: [diffId], usedAt, forget: () => cache.forget(key) })),
    ...images.pulledUses().map(({ reference, platform, usedAt, blobs }) => ({
      blobs,
      usedAt,
      forget: () => images.forgetPulled(reference, platform),
    })),
    ...contexts.list().map(({ digest, usedAt }) => ({
      blobs: contexts.references(digest),
      usedAt,
      forget: () => contexts.forget(digest),
    })),
  ];
}
