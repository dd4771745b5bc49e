import type { Digest } from "#contract/digest.ts";
import type { ImageConfig, Provenance } from "#contract/image.ts";
import type { LayerEntry } from "#server/images/layerEntry.ts";

/** One layer as inspection needs it: its entries in the order of the tar. */
export interface InspectedLayer {
  readonly diffId: Digest;
  /** The uncompressed tar, bytes. */
  readonly size: number;
  readonly entries: readonly LayerEntry[];
}

/**
 * Everything that is looked at when an image is looked into; all of `server/inspect` is pure over it. What is computed
 * from it (the layer analysis) is kept with the object, so that callers who keep the object pay once.
 */
export interface InspectedImage {
  /** Digest of the config. */
  readonly id: Digest;
  readonly tags: readonly string[];
  readonly repoDigests: readonly string[];
  readonly config: ImageConfig;
  /** Base first; as many as `config.rootfs.diff_ids`. */
  readonly layers: readonly InspectedLayer[];
  readonly baseName?: string;
  /** How many of the layers are the base image's. */
  readonly baseLayers: number;
  /** How many rows of the history are the base image's; derived from `baseLayers` where nobody recorded it. */
  readonly baseHistory?: number;
  /** By history index. */
  readonly provenance: readonly (Provenance | undefined)[];
  /** When it was tagged last, RFC 3339. */
  readonly lastTagTime?: string;
}
