import { gzipSync } from "node:zlib";
import type { Descriptor } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { encodeImageConfig, encodeJson } from "./config.ts";
import { digestOf } from "./digest.ts";
import { OCI_CONFIG, OCI_INDEX, OCI_LAYER_GZIP, OCI_MANIFEST } from "./mediaTypes.ts";

/** For tests: an image for one platform as others make it, with a gzipped layer. */
export interface MadeImage {
  readonly config: Buffer;
  readonly diffId: Digest;
  readonly manifest: Buffer;
  /** For an index. */
  readonly entry: Descriptor;
  /** For another manifest about it. */
  readonly attestation: Buffer;
  readonly attestationEntry: Descriptor;
  /** Everything with a digest. */
  readonly blobs: readonly Buffer[];
}

/** For tests: `layer` is a tar. The manifests are indented, so that nobody encodes them again by chance. */
export function madeImage(architecture: string, layer: Buffer): MadeImage {
  const packed = gzipSync(layer);
  const diffId = digestOf(layer);
  const config = encodeImageConfig({ architecture, os: "linux", rootfs: { type: "layers", diff_ids: [diffId] } });
  const manifest = indented({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: descriptor(OCI_CONFIG, config),
    layers: [descriptor(OCI_LAYER_GZIP, packed)],
  });
  const statement = encodeJson({ predicateType: "https://slsa.dev/provenance/v1", predicate: { architecture } });
  const about = encodeJson({ architecture: "unknown", os: "unknown" });
  const attestation = indented({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: descriptor(OCI_CONFIG, about),
    layers: [
      {
        ...descriptor("application/vnd.in-toto+json", statement),
        annotations: { "in-toto.io/predicate-type": "https://slsa.dev/provenance/v1" },
      },
    ],
  });
  const entry = { ...descriptor(OCI_MANIFEST, manifest), platform: { architecture, os: "linux" } };
  const attestationEntry = {
    ...descriptor(OCI_MANIFEST, attestation),
    annotations: {
      "vnd.docker.reference.digest": digestOf(manifest),
      "vnd.docker.reference.type": "attestation-manifest",
    },
    platform: { architecture: "unknown", os: "unknown" },
  };
  const blobs = [config, packed, manifest, statement, about, attestation];
  return { config, diffId, manifest, entry, attestation, attestationEntry, blobs };
}

/** For tests: an index of these entries. */
export function madeIndex(...manifests: readonly object[]): Buffer {
  return indented({ schemaVersion: 2, mediaType: OCI_INDEX, manifests });
}

export function descriptor(mediaType: string, bytes: Buffer): Descriptor {
  return { mediaType, digest: digestOf(bytes), size: bytes.length };
}

function indented(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value, null, 3));
}
