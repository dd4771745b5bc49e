import type { Digest } from "#contract/names/digest.ts";
import { TarError } from "#server/oci/tar/tarEntry.ts";
import { TarFollower } from "#server/oci/tar/tarFollower.ts";
import type { Member } from "#server/oci/tar/tarHeaders.ts";
import type { BlobStore } from "./blobStore.ts";
import type { LayerEntry } from "./layerEntry.ts";
import { MAX_LAYER_ENTRIES, storeLayerIndex } from "./layerIndex.ts";
import { memberEntry } from "./memberEntry.ts";

/** Indexes a layer while its bytes are stored, so that they need not be read again. */
export class LayerIndexing {
  readonly #entries: LayerEntry[] = [];
  readonly #follower = new TarFollower((member, offset) => this.#add(member, offset));

  take(piece: Uint8Array): void {
    this.#follower.take(piece);
  }

  /** Stores the index beside the blob, if that is a whole tar. What is missing or wrong shows when the blob is indexed. */
  store(blobs: BlobStore, digest: Digest): void {
    if (this.#follower.ended) storeLayerIndex(blobs, digest, this.#entries);
  }

  #add({ header, mapInContent }: Member, offset: number): void {
    // The map of a sparse file is in its content, which is not kept.
    if (mapInContent || this.#entries.length === MAX_LAYER_ENTRIES) throw new TarError("It can't be indexed yet.");
    const entry = memberEntry({ ...header, offset });
    if (entry !== undefined) this.#entries.push(entry);
  }
}
