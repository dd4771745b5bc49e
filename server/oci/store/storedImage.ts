import type { PlatformImage } from "#contract/build.ts";
import type { ImageConfig, ImageManifest, ImageSource, Provenance } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { KeptDocuments } from "./keptDocuments.ts";
import type { StoredLayer } from "./manifest.ts";

export interface StoredImage {
  readonly id: Digest;
  readonly workspace: string;
  /** Familiar names, sorted. */
  readonly tags: readonly string[];
  /** `linux/amd64`. */
  readonly platform: string;
  /** Bytes of the uncompressed layers. */
  readonly size: number;
  /** Bytes of the files of the layers; absent until it is counted. */
  readonly contentSize?: number;
  readonly layers: readonly StoredLayer[];
  readonly config: ImageConfig;
  readonly configBytes: Buffer;
  /** With plain layers; `manifestDigest` is its digest, also a blob. */
  readonly manifest: ImageManifest;
  readonly manifestDigest: Digest;
  readonly built: boolean;
  /** Absent if it was not built here, or by an earlier version. */
  readonly source?: ImageSource;
  readonly baseName?: string;
  readonly baseLayers?: number;
  /** The images of the index that it has, or is in: the first one has the names. Absent if it is in none. */
  readonly platforms?: readonly PlatformImage[];
  /** What it came with from elsewhere. */
  readonly documents?: KeptDocuments;
  readonly provenance: readonly (Provenance | null)[];
  /** Milliseconds since the epoch: when it was last put. */
  readonly putAt: number;
}
