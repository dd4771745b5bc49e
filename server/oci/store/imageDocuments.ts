import { type Descriptor, type ImageManifest, imageManifestSchema } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "./blobStore.ts";
import { encodeIndex, indexEntries, otherImages } from "./imageIndex.ts";
import type { ImageStore } from "./imageStore.ts";
import type { KeptAttestation, KeptBlob } from "./keptDocuments.ts";
import { OCI_CONFIG, OCI_INDEX, OCI_LAYER, OCI_MANIFEST } from "./mediaTypes.ts";
import type { StoredImage } from "./storedImage.ts";

/** A manifest in the store, and what it names there. */
export interface ServedManifest extends KeptBlob {
  readonly blobs: readonly KeptBlob[];
}

export interface ServedImage extends ServedManifest {
  readonly image: StoredImage;
  /** Whether it is the manifest that the image came with; otherwise it names plain layers. */
  readonly isOriginal: boolean;
}

export interface ServedAttestation extends ServedManifest {
  /** For the index. */
  readonly entry: Descriptor;
}

/** What an image leaves the store as: to an archive, a registry, or a client of the own registry. */
export interface ImageDocuments {
  /** One for each platform; that with the names is the first. */
  readonly images: readonly [ServedImage, ...ServedImage[]];
  readonly attestations: readonly ServedAttestation[];
  /** What a name stands for, if it is an index. */
  readonly index?: { readonly mediaType: string; readonly digest: Digest; readonly bytes: Buffer };
}

type Images = Pick<ImageStore, "get" | "blobs">;

/** Documents that the image came with are used as they are, if everything that they name is still here. */
export function imageDocuments(images: Images, image: StoredImage): ImageDocuments {
  const { blobs } = images;
  const first = servedImage(blobs, image);
  const served: [ServedImage, ...ServedImage[]] = [
    first,
    ...otherImages(images, image).map((other) => servedImage(blobs, other)),
  ];
  const attestations = served.flatMap((one) => attestationsOf(blobs, one));
  const parts = { images: served, attestations };
  const index = keptIndex(blobs, image, [...served, ...attestations]) ?? ownIndex(parts);
  return { ...parts, ...(index !== undefined && { index }) };
}

/** The index of an image, if it has one. */
export function storedIndex(images: Images, image: StoredImage): ImageDocuments["index"] {
  return imageDocuments(images, image).index;
}

/** What a name stands for. */
export function namedDocument(blobs: BlobStore, { index, images: [first] }: ImageDocuments) {
  return index ?? { ...documentOf(first), bytes: blobs.readAll(first.digest) };
}

/** The manifest that the image leaves as. */
export function servedManifest({ blobs }: Pick<Images, "blobs">, image: StoredImage): ImageManifest {
  const { digest, isOriginal } = servedImage(blobs, image);
  return isOriginal ? imageManifestSchema.parse(JSON.parse(blobs.readAll(digest).toString("utf8"))) : image.manifest;
}

function documentOf({ mediaType, digest }: KeptBlob) {
  return { mediaType, digest };
}

function servedImage(blobs: BlobStore, image: StoredImage): ServedImage {
  const original = image.documents?.manifest;
  if (original !== undefined && areHere(blobs, [original, ...original.layers])) {
    const { config, layers, ...manifest } = original;
    return { ...manifest, blobs: [config, ...layers], image, isOriginal: true };
  }
  const { manifestDigest: digest, id, configBytes } = image;
  const config = { mediaType: OCI_CONFIG, digest: id, size: configBytes.length };
  const layers = image.layers.map(({ diffId, size }) => ({ mediaType: OCI_LAYER, digest: diffId, size }));
  const size = blobs.size(digest) ?? 0;
  return { mediaType: OCI_MANIFEST, digest, size, blobs: [config, ...layers], image, isOriginal: false };
}

function attestationsOf(blobs: BlobStore, { image, digest }: ServedImage): ServedAttestation[] {
  const kept = image.documents?.attestations ?? [];
  return kept.filter((one) => areHere(blobs, [one.entry, ...one.blobs])).map((one) => servedAttestation(one, digest));
}

/** An entry says which manifest it is about. */
function servedAttestation({ entry, blobs }: KeptAttestation, about: Digest): ServedAttestation {
  const { mediaType, digest, size } = entry;
  return { mediaType, digest, size, blobs, entry: attestationEntry(entry, about) };
}

export function attestationEntry(entry: Descriptor, about: Digest): Descriptor {
  return { ...entry, annotations: { ...entry.annotations, "vnd.docker.reference.digest": about } };
}

function areHere(blobs: BlobStore, named: readonly { readonly digest: Digest }[]): boolean {
  return named.every(({ digest }) => blobs.has(digest));
}

/** The index that the image came with, if it names nothing but these manifests. */
function keptIndex(
  blobs: BlobStore,
  { documents }: StoredImage,
  manifests: readonly ServedManifest[],
): ImageDocuments["index"] {
  const kept = documents?.index;
  if (kept === undefined || !blobs.has(kept.digest)) return undefined;
  const bytes = blobs.readAll(kept.digest);
  const digests = new Set<string>(manifests.map(({ digest }) => digest));
  const isWhole = indexEntries(bytes).every(({ digest }) => digests.has(digest));
  return isWhole ? { ...documentOf(kept), bytes } : undefined;
}

function ownIndex({ images, attestations }: Omit<ImageDocuments, "index">): ImageDocuments["index"] {
  if (images.length + attestations.length === 1) return undefined;
  const manifests = images.map((one) => ({ ...one, platform: one.image.platform }));
  return {
    mediaType: OCI_INDEX,
    ...encodeIndex(
      manifests,
      attestations.map(({ entry }) => entry),
    ),
  };
}
