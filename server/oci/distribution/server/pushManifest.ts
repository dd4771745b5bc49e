import type { Digest } from "#contract/names/digest.ts";
import { freeBytes } from "#server/oci/store/freeBytes.ts";
import { registryError } from "../protocol/registryError.ts";
import { DEFAULT_PULL_LIMITS } from "../registrySettings.ts";
import { type HeldLimits, roomLeft } from "./heldLimits.ts";
import { keepPushedImages, pushedImagesOf } from "./keepPushedImages.ts";
import type { PushedManifest } from "./manifestRows.ts";
import type { Place } from "./place.ts";
import { type PushedDocument, readPushedDocument } from "./pushedDocument.ts";
import type { RegistryStores } from "./registryStores.ts";
import { requireParts } from "./requireParts.ts";

export interface ManifestPush {
  readonly place: Place;
  /** A tag or a digest. */
  readonly reference: string;
  readonly contentType: string;
}

export interface PushLimits extends HeldLimits {
  /** Bytes of an image's unpacked layers. */
  readonly imageBytes: number;
  /** Bytes of everything in the registry and the workspaces' images. */
  readonly keptBytes: number;
}

export interface PushedDigests {
  readonly digest: Digest;
  readonly subject?: Digest;
}

/**
 * Stores a manifest, byte for byte, if everything that it names exists. An image with a tag becomes one of the
 * workspace. Throws a RegistryError or a StoreFullError.
 */
export async function pushManifest(
  stores: RegistryStores,
  { place, reference, contentType }: ManifestPush,
  { bytes, limits }: { readonly bytes: Buffer; readonly limits: PushLimits },
): Promise<PushedDigests> {
  roomLeft(stores.blobRows.held(place.workspace), limits);
  const document = readPushedDocument(bytes, contentType, reference);
  const blobs = requireParts(stores.contents, place, document);
  // From now on, only this keeps a layer of an image that was built here.
  for (const { digest } of blobs) stores.images.blobs.touch(digest);
  const tag = reference === document.digest ? undefined : reference;
  const named = { document, size: bytes.length };
  const tagged = tag === undefined ? {} : { tag: { tag, ...(await imageOf(stores, { place, tag, limits }, named)) } };
  stores.images.blobs.put(bytes);
  const manifest = rowOf(document, bytes.length);
  stores.manifestRows.put(place, {
    manifest,
    blobs,
    manifests: document.manifests.map(({ digest }) => digest),
    ...tagged,
  });
  return { digest: document.digest, ...(document.subject !== undefined && { subject: document.subject }) };
}

async function imageOf(
  { images, contents, keptBlobs }: RegistryStores,
  { place, tag, limits }: { readonly place: Place; readonly tag: string; readonly limits: PushLimits },
  named: { readonly document: PushedDocument; readonly size: number },
) {
  const found = pushedImagesOf({ blobs: images.blobs, contents }, place, named);
  if (found === undefined) return {};
  const free = freeBytes(images, limits.keptBytes, keptBlobs());
  if (free === 0) throw registryError("DENIED", { message: "Strata's store is full. Delete images first." });
  const room = { ...DEFAULT_PULL_LIMITS, maxImageBytes: limits.imageBytes, free };
  return { image: await keepPushedImages(images, { place, tag, room }, found) };
}

function rowOf(
  { digest, mediaType, subject, artifactType, annotations }: PushedDocument,
  size: number,
): PushedManifest["manifest"] {
  return {
    digest,
    mediaType,
    size,
    ...(subject !== undefined && { subject }),
    ...(artifactType !== undefined && { artifactType }),
    ...(annotations !== undefined && { annotations }),
  };
}
