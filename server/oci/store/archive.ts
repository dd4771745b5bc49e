import type { Descriptor } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { normalizedName } from "#contract/names/reference.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import type { BlobStore } from "./blobStore.ts";
import { encodeJson } from "./config.ts";
import { hexOf } from "./digest.ts";
import type { ImageDocuments } from "./imageDocuments.ts";
import { manifestDescriptor } from "./imageIndex.ts";
import type { KeptBlob } from "./keptDocuments.ts";
import { plainManifest } from "./manifest.ts";
import { OCI_INDEX, OCI_MANIFEST } from "./mediaTypes.ts";
import { requireReference } from "./requireReference.ts";
import type { StoredImage } from "./storedImage.ts";

export type ArchivedImage = Pick<StoredImage, "id" | "tags" | "layers" | "configBytes" | "platform"> & {
  /** What it is archived as: an image for one platform with plain layers, if absent. */
  readonly served?: ImageDocuments;
};

export type ArchivePart = { readonly path: string } & (
  | { readonly bytes: Uint8Array }
  /** In the store. */
  | { readonly blob: Pick<KeptBlob, "digest" | "size"> }
);

/** Folders of an archive, in their order. */
const FOLDERS = ["blobs/", "blobs/sha256/"];

/** The parts of an archive, and its size in bytes. */
export interface ArchivePlan {
  readonly size: number;
  readonly parts: readonly ArchivePart[];
}

/**
 * The image as a tar for `docker load`: an OCI layout, and the `manifest.json` of `docker save`. Layers are plain
 * tars, unless the image came with others. The same image with the same tags makes the same bytes. `size` is known in advance.
 */
export function imageArchive(
  store: BlobStore,
  image: ArchivedImage,
): { readonly size: number; readonly chunks: AsyncIterable<Uint8Array> } {
  const plan = planArchive(image);
  return { size: plan.size, chunks: writeArchive(store, plan) };
}

/** One image or several, as `docker save` with several names; they share their layers. */
export function planArchive(...images: readonly ArchivedImage[]): ArchivePlan {
  const parts = archiveParts(images);
  const size = parts.reduce((sum, part) => sum + 512 + Math.ceil(partSize(part) / 512) * 512, TAR_END.length);
  return { size: size + FOLDERS.length * 512, parts };
}

export async function* writeArchive(store: BlobStore, { parts }: ArchivePlan): AsyncGenerator<Uint8Array> {
  for (const path of FOLDERS) yield tarHeader({ path, type: "dir", mode: 0o755, uid: 0, gid: 0, size: 0, mtime: 0 });
  for (const part of parts) {
    const size = partSize(part);
    yield tarHeader({ path: part.path, type: "file", mode: 0o644, uid: 0, gid: 0, size, mtime: 0 });
    if ("bytes" in part) yield part.bytes;
    else yield* store.readStream(part.blob.digest);
    yield tarPadding(size);
  }
  yield TAR_END;
}

function partSize(part: ArchivePart): number {
  return "bytes" in part ? part.bytes.length : part.blob.size;
}

function archiveParts(images: readonly ArchivedImage[]): ArchivePart[] {
  const each = images.map(imageParts);
  const blobs = new Map(each.flatMap(({ blobs: parts }) => parts).map((part) => [part.path, part]));
  const manifests = each.flatMap(({ descriptors }) => descriptors);
  return [
    ...[...blobs.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    { path: "index.json", bytes: encodeJson({ schemaVersion: 2, mediaType: OCI_INDEX, manifests }) },
    { path: "manifest.json", bytes: encodeJson(each.map(({ docker }) => docker)) },
    { path: "oci-layout", bytes: encodeJson({ imageLayoutVersion: "1.0.0" }) },
  ];
}

/** What an image adds to an archive: blobs, entries of index.json, and one of manifest.json. */
function imageParts(image: ArchivedImage) {
  const { blobs, base, layers } = image.served === undefined ? plainParts(image) : servedParts(image.served);
  const names = image.tags.map((tag) => normalizedName(requireReference(tag)));
  const named = names.map((name) => ({
    ...base,
    annotations: { "io.containerd.image.name": name, "org.opencontainers.image.ref.name": tagOf(name) },
  }));
  // The engine's older store has one platform: that of the image with the names.
  const docker = {
    Config: blobPath(image.id),
    RepoTags: image.tags.length === 0 ? null : image.tags,
    Layers: layers.map(blobPath),
  };
  return { blobs, descriptors: named.length === 0 ? [base] : named, docker };
}

interface ImageParts {
  readonly blobs: readonly ArchivePart[];
  /** The entry of index.json, without a name. */
  readonly base: Descriptor;
  /** Of the image for manifest.json. */
  readonly layers: readonly Digest[];
}

function plainParts({ id, configBytes, layers, platform }: ArchivedImage): ImageParts {
  const { manifest, bytes, digest } = plainManifest(configBytes, layers);
  const blobs: ArchivePart[] = [
    { path: blobPath(id), bytes: configBytes },
    { path: blobPath(digest), bytes },
    ...layers.map(({ diffId, size }) => blobPart({ digest: diffId, size })),
  ];
  const base = manifestDescriptor({ mediaType: OCI_MANIFEST, digest, size: bytes.length, platform });
  return { blobs, base, layers: manifest.layers.map((layer) => layer.digest) };
}

function servedParts({ images, attestations, index }: ImageDocuments): ImageParts {
  const [first] = images;
  const blobs: ArchivePart[] = [...images, ...attestations].flatMap((one) => [one, ...one.blobs].map(blobPart));
  const [, ...layers] = first.blobs.map(({ digest }) => digest);
  if (index === undefined)
    return { blobs, base: manifestDescriptor({ ...first, platform: first.image.platform }), layers };
  const { mediaType, digest, bytes } = index;
  const base = { mediaType, digest, size: bytes.length };
  return { blobs: [...blobs, { path: blobPath(digest), bytes }], base, layers };
}

function blobPart({ digest, size }: Pick<KeptBlob, "digest" | "size">): ArchivePart {
  return { path: blobPath(digest), blob: { digest, size } };
}

function blobPath(digest: Digest): string {
  return `blobs/sha256/${hexOf(digest)}`;
}

function tagOf(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}
