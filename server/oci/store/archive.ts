import type { Descriptor } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { normalizedName } from "#contract/names/reference.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import type { BlobStore } from "./blobStore.ts";
import { encodeJson } from "./config.ts";
import { hexOf } from "./digest.ts";
import { encodeIndex, manifestDescriptor } from "./imageIndex.ts";
import { plainManifest } from "./manifest.ts";
import { OCI_INDEX } from "./mediaTypes.ts";
import { requireReference } from "./requireReference.ts";
import type { StoredImage } from "./storedImage.ts";

export type ArchivedImage = Pick<StoredImage, "id" | "tags" | "layers" | "configBytes" | "platform"> &
  Partial<Pick<StoredImage, "manifest">> & {
    /** The same for other platforms: the archive then has an index of all. */
    readonly others?: readonly ArchivedImage[];
  };

export type ArchivePart = { readonly path: string } & (
  | { readonly bytes: Uint8Array }
  | { readonly layer: ArchivedImage["layers"][number] }
);

/** Folders of an archive, in their order. */
const FOLDERS = ["blobs/", "blobs/sha256/"];

/** The parts of an archive, and its size in bytes. */
export interface ArchivePlan {
  readonly size: number;
  readonly parts: readonly ArchivePart[];
}

/**
 * The image as a tar for `docker load`: an OCI layout, and the `manifest.json` of `docker save`. Layers are plain tars.
 * The same image with the same tags makes the same bytes. `size` is known in advance.
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
    else yield* store.readStream(part.layer.diffId);
    yield tarPadding(size);
  }
  yield TAR_END;
}

function partSize(part: ArchivePart): number {
  return "bytes" in part ? part.bytes.length : part.layer.size;
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
  const own = manifestParts(image);
  const others = (image.others ?? []).map(manifestParts);
  const index = others.length === 0 ? undefined : encodeIndex([own, ...others].map(({ encoded }) => encoded));
  const base: Descriptor =
    index === undefined
      ? manifestDescriptor(own.encoded)
      : { mediaType: OCI_INDEX, digest: index.digest, size: index.bytes.length };
  const names = image.tags.map((tag) => normalizedName(requireReference(tag)));
  const named = names.map((name) => ({
    ...base,
    annotations: { "io.containerd.image.name": name, "org.opencontainers.image.ref.name": tagOf(name) },
  }));
  const blobs: ArchivePart[] = [
    ...[own, ...others].flatMap(({ parts }) => parts),
    ...(index === undefined ? [] : [{ path: blobPath(index.digest), bytes: index.bytes }]),
  ];
  // The engine's older store has one platform: that of the image with the names.
  const docker = {
    Config: blobPath(image.id),
    RepoTags: image.tags.length === 0 ? null : image.tags,
    Layers: own.layers,
  };
  return { blobs, descriptors: named.length === 0 ? [base] : named, docker };
}

function manifestParts({ id, configBytes, layers, platform, manifest: document }: ArchivedImage) {
  const { manifest, bytes, digest } = plainManifest(configBytes, layers, document?.annotations);
  const parts: ArchivePart[] = [
    { path: blobPath(id), bytes: configBytes },
    { path: blobPath(digest), bytes },
    ...layers.map((layer) => ({ path: blobPath(layer.diffId), layer })),
  ];
  const paths = manifest.layers.map((layer) => blobPath(layer.digest));
  return { encoded: { bytes, digest, platform }, parts, layers: paths };
}

function blobPath(digest: Digest): string {
  return `blobs/sha256/${hexOf(digest)}`;
}

function tagOf(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}
