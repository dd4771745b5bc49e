import type { Descriptor } from "#contract/image.ts";
import { parsePlatform } from "#contract/names/platform.ts";
import { normalizedName } from "#contract/names/reference.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import type { BlobStore } from "./blobStore.ts";
import { encodeJson } from "./config.ts";
import { hexOf } from "./digest.ts";
import { hostPlatform } from "./hostPlatform.ts";
import { plainManifest } from "./manifest.ts";
import { OCI_INDEX, OCI_MANIFEST } from "./mediaTypes.ts";
import { requireReference } from "./requireReference.ts";
import type { StoredImage } from "./storedImage.ts";

export type ArchivedImage = Pick<StoredImage, "id" | "tags" | "layers" | "configBytes" | "platform"> &
  Partial<Pick<StoredImage, "manifest">>;

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
  const { manifest, bytes, digest } = plainManifest(image.configBytes, image.layers, image.manifest?.annotations);
  const names = image.tags.map((tag) => normalizedName(requireReference(tag)));
  const base: Descriptor = { mediaType: OCI_MANIFEST, digest, size: bytes.length, ...platformOf(image.platform) };
  const named = names.map((name) => ({
    ...base,
    annotations: { "io.containerd.image.name": name, "org.opencontainers.image.ref.name": tagOf(name) },
  }));
  const blob = (hex: string) => `blobs/sha256/${hex}`;
  const blobs: ArchivePart[] = [
    { path: blob(hexOf(image.id)), bytes: image.configBytes },
    { path: blob(hexOf(digest)), bytes },
    ...image.layers.map((layer) => ({ path: blob(hexOf(layer.diffId)), layer })),
  ];
  const docker = {
    Config: blob(hexOf(image.id)),
    RepoTags: image.tags.length === 0 ? null : image.tags,
    Layers: manifest.layers.map((layer) => blob(hexOf(layer.digest))),
  };
  return { blobs, descriptors: named.length === 0 ? [base] : named, docker };
}

function platformOf(text: string) {
  const parsed = parsePlatform(text, hostPlatform());
  if (!parsed.ok) return {};
  const { architecture, os } = parsed.platform;
  return { platform: { architecture, os } };
}

function tagOf(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}
