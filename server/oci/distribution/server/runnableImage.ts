import type { ImageManifest } from "#contract/image.ts";
import { type ImageConfig, MAX_CONFIG } from "#contract/image.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { parseImageConfig } from "#server/oci/store/config.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { DOCKER_CONFIG, OCI_CONFIG } from "#server/oci/store/mediaTypes.ts";
import type { ImageIndex } from "../protocol/manifestDocument.ts";
import { readManifestDocument } from "../protocol/manifestDocument.ts";
import { selectManifest } from "../selectManifest.ts";
import type { Place } from "./place.ts";
import type { PushedDocument } from "./pushedDocument.ts";
import type { RegistryContents } from "./registryContents.ts";

/** An image with file systems, as opposed to a signature, a chart, or any other artifact. */
export interface RunnableImage {
  readonly manifest: ImageManifest;
  readonly config: ImageConfig;
  readonly configBytes: Buffer;
}

const TAR = /\.tar(?:[.+](?:gzip|zstd))?$/;

export interface ImageSources {
  readonly blobs: BlobStore;
  readonly contents: RegistryContents;
}

/** The image for this machine that a tag of this manifest refers to; undefined if there is none. */
export function runnableImage(
  sources: ImageSources,
  place: Place,
  content: PushedDocument["content"],
): RunnableImage | undefined {
  return content.kind === "image" ? asImage(sources.blobs, content.manifest) : imageIn(sources, place, content.index);
}

/** The manifest for this machine's platform, or else the first. */
function imageIn({ blobs, contents }: ImageSources, place: Place, index: ImageIndex): RunnableImage | undefined {
  const { candidates } = selectManifest(index, hostPlatform());
  for (const { digest } of [...candidates, ...index.manifests]) {
    const found = contents.manifest(place, digest);
    const document = found && readManifestDocument(found.bytes);
    const image = document?.kind === "image" ? asImage(blobs, document.manifest) : undefined;
    if (image !== undefined) return image;
  }
  return undefined;
}

/** Artifacts sometimes use the image's types: a configuration without any of the layers is not an image's. */
function asImage(blobs: BlobStore, manifest: ImageManifest): RunnableImage | undefined {
  const { config: descriptor, layers } = manifest;
  const hasTypes = [OCI_CONFIG, DOCKER_CONFIG].includes(descriptor.mediaType);
  if (!hasTypes || !layers.every(({ mediaType }) => TAR.test(mediaType))) return undefined;
  if (descriptor.size > MAX_CONFIG) return undefined;
  const configBytes = blobs.readAll(descriptor.digest, MAX_CONFIG);
  const config = parsedConfig(configBytes);
  if (config === undefined || (config.rootfs.diff_ids.length === 0 && layers.length > 0)) return undefined;
  return { manifest, config, configBytes };
}

function parsedConfig(bytes: Buffer): ImageConfig | undefined {
  try {
    return parseImageConfig(bytes);
  } catch {
    return undefined;
  }
}
