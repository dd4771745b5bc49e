import type { Digest } from "#contract/names/digest.ts";
import { isDigest } from "#contract/names/digest.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import type { StepCache } from "../../cache/stepCache.ts";
import type { OpenRoot, RootView } from "../../files/stageFiles.ts";
import { writeDraft } from "../layer/writeDraft.ts";
import { treeDraft } from "../operations/copy/treeDraft.ts";

interface Stores {
  readonly blobs: BlobStore;
  readonly cache: StepCache;
}

function factKey(view: RootView): string {
  return digestOf(JSON.stringify(["layer of", view.key]));
}

/** The layer of a context that was a stage's base before, if it is still stored. */
export function keptContextLayer({ blobs, cache }: Stores, view: RootView): Digest | undefined {
  const known = cache.fact(factKey(view));
  return known !== undefined && isDigest(known) && blobs.has(known) ? known : undefined;
}

/** A context's files as the one layer that a stage starts from. */
export async function contextLayer(stores: Stores, view: OpenRoot, signal: AbortSignal): Promise<Digest> {
  const kept = keptContextLayer(stores, view);
  if (kept !== undefined) return kept;
  const draft = treeDraft({ path: "", node: view.source().root });
  const { diffId } = await writeDraft(stores.blobs, draft, signal);
  stores.cache.setFact(factKey(view), diffId);
  return diffId;
}
