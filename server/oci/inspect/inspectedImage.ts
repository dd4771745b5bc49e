import type { PlatformImage } from "#contract/build.ts";
import type { ImageConfig, ImageSource, Provenance } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";

/** One layer for inspection: its entries in the order of the tar. */
export interface InspectedLayer {
  readonly diffId: Digest;
  /** The uncompressed tar, bytes. */
  readonly size: number;
  readonly entries: readonly LayerEntry[];
}

/** Stacked layers, base first. */
export interface InspectedLayers {
  readonly layers: readonly InspectedLayer[];
}

/** How much memory they take, for a cache of several: their entries, and one. */
export function weightOf({ layers }: InspectedLayers): number {
  return layers.reduce((sum, { entries }) => sum + entries.length, 1);
}

/**
 * The input of an inspection; all of `server/oci/inspect` is pure over it. The layer analysis is cached with the object, so
 * that callers who keep the object compute it once.
 */
export interface InspectedImage extends InspectedLayers {
  /** Digest of the config. */
  readonly id: Digest;
  readonly tags: readonly string[];
  readonly repoDigests: readonly string[];
  readonly config: ImageConfig;
  /** Base first; as many as `config.rootfs.diff_ids`. */
  readonly layers: readonly InspectedLayer[];
  readonly baseName?: string;
  /** The number of layers of the base image. */
  readonly baseLayers: number;
  /** The number of history rows of the base image; derived from `baseLayers` if it was not recorded. */
  readonly baseHistory?: number;
  /** By history index. */
  readonly provenance: readonly (Provenance | undefined)[];
  /** What the provenance refers to. */
  readonly source?: ImageSource;
  /** The images of the index that it has, or is in. */
  readonly platforms?: readonly PlatformImage[];
  /** When it was tagged last, RFC 3339. */
  readonly lastTagTime?: string;
}
