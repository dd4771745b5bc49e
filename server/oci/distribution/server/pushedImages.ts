import { type ImageConfig, type ImageManifest, MAX_CONFIG } from "#contract/image.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { configPlatform, parseImageConfig } from "#server/oci/store/config.ts";
import type { KeptDocuments } from "#server/oci/store/keptDocuments.ts";
import { documentsOf } from "../documentsOf.ts";
import { readManifestDocument } from "../protocol/manifestDocument.ts";
import { hasImageTypes, type IndexedImage, readIndex } from "../readIndex.ts";
import type { Place } from "./place.ts";
import type { PushedDocument } from "./pushedDocument.ts";
import type { RegistryContents } from "./registryContents.ts";

/** An image with file systems, as opposed to a signature, a chart, or any other artifact. */
export interface RunnableImage {
  readonly manifest: ImageManifest;
  readonly config: ImageConfig;
  readonly configBytes: Buffer;
  readonly documents: KeptDocuments;
}

export interface ImageSources {
  readonly blobs: BlobStore;
  readonly contents: RegistryContents;
}

/** Bytes of the manifests of an index that are read: others are only served. */
const MAX_DOCUMENTS = 64 * 1024 * 1024;

/**
 * The images that a tag of this manifest refers to, one for each platform, that for this machine first. Throws a
 * ProblemError (image/invalid, image/too-large).
 */
export function pushedImages(
  { blobs, contents }: ImageSources,
  place: Place,
  { document, size }: { readonly document: PushedDocument; readonly size: number },
): RunnableImage[] {
  const { content, mediaType, digest } = document;
  const self = { mediaType, digest, size };
  if (content.kind === "image") return asImage(blobs, { entry: self, manifest: content.manifest, attestations: [] });
  let left = MAX_DOCUMENTS;
  const { images } = readIndex(content.index, (named) => {
    const found = left > 0 ? contents.manifest(place, named) : undefined;
    left -= found?.bytes.length ?? 0;
    return found && { document: readManifestDocument(found.bytes), size: found.bytes.length };
  });
  const [first, ...others] = onePerPlatform(images.flatMap((image) => asImage(blobs, image)));
  return first === undefined ? [] : [{ ...first, documents: { ...first.documents, index: self } }, ...others];
}

/** Windows has several for a platform: the first is taken. */
function onePerPlatform(images: readonly RunnableImage[]): RunnableImage[] {
  const byPlatform = new Map<string, RunnableImage>();
  for (const image of images) {
    const platform = configPlatform(image.config);
    if (!byPlatform.has(platform)) byPlatform.set(platform, image);
  }
  return [...byPlatform.values()];
}

/** None if it is another artifact: a configuration without any of the layers is not an image's. */
function asImage(blobs: BlobStore, image: IndexedImage): RunnableImage[] {
  const { manifest } = image;
  if (!hasImageTypes(manifest) || manifest.config.size > MAX_CONFIG) return [];
  const configBytes = blobs.readAll(manifest.config.digest, MAX_CONFIG);
  const config = parsedConfig(configBytes);
  if (config === undefined || (config.rootfs.diff_ids.length === 0 && manifest.layers.length > 0)) return [];
  return [{ manifest, config, configBytes, documents: documentsOf(image) }];
}

function parsedConfig(bytes: Buffer): ImageConfig | undefined {
  try {
    return parseImageConfig(bytes);
  } catch {
    return undefined;
  }
}
