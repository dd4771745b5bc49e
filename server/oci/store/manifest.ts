import type { Descriptor, ImageManifest } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { encodeJson } from "./config.ts";
import { digestOf } from "./digest.ts";
import { OCI_CONFIG, OCI_LAYER, OCI_MANIFEST } from "./mediaTypes.ts";

/** A layer as stored: uncompressed, so its digest is its diffId. */
export interface StoredLayer {
  readonly diffId: Digest;
  /** Bytes of the tar. */
  readonly size: number;
}

export interface EncodedManifest {
  readonly manifest: ImageManifest;
  readonly bytes: Buffer;
  readonly digest: Digest;
}

export type Annotations = Readonly<Record<string, string>>;

/** The manifest of an image whose layers are plain tars. */
export function plainManifest(
  config: Uint8Array,
  layers: readonly StoredLayer[],
  annotations?: Annotations,
): EncodedManifest {
  const descriptors = layers.map(({ diffId, size }) => ({ mediaType: OCI_LAYER, digest: diffId, size }));
  return encodeManifest(config, descriptors, annotations);
}

/** An OCI image manifest for these layers. */
export function encodeManifest(
  config: Uint8Array,
  layers: readonly Descriptor[],
  annotations: Annotations = {},
): EncodedManifest {
  const manifest: ImageManifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: { mediaType: OCI_CONFIG, digest: digestOf(config), size: config.length },
    layers: [...layers],
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
  const bytes = encodeJson(manifest);
  return { manifest, bytes, digest: digestOf(bytes) };
}
