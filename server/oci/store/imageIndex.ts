import type { Descriptor } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { parsePlatform } from "#contract/names/platform.ts";
import { encodeJson } from "./config.ts";
import { digestOf } from "./digest.ts";
import { hostPlatform } from "./hostPlatform.ts";
import type { ImageStore } from "./imageStore.ts";
import type { EncodedManifest } from "./manifest.ts";
import { OCI_INDEX, OCI_MANIFEST } from "./mediaTypes.ts";
import type { StoredImage } from "./storedImage.ts";

/** A manifest, and the platform that it is for. */
export interface PlatformManifest extends Pick<EncodedManifest, "bytes" | "digest"> {
  /** `linux/arm/v7`. */
  readonly platform: string;
}

export interface EncodedIndex {
  readonly bytes: Buffer;
  readonly digest: Digest;
}

/** The index of an image for several platforms. */
export function encodeIndex(manifests: readonly PlatformManifest[]): EncodedIndex {
  const descriptors = manifests.map(manifestDescriptor);
  const bytes = encodeJson({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: descriptors });
  return { bytes, digest: digestOf(bytes) };
}

export function manifestDescriptor({ bytes, digest, platform }: PlatformManifest): Descriptor {
  return { mediaType: OCI_MANIFEST, digest, size: bytes.length, ...platformOf(platform) };
}

function platformOf(text: string) {
  const parsed = parsePlatform(text, hostPlatform());
  if (!parsed.ok) return {};
  const { architecture, os, variant } = parsed.platform;
  return { platform: { architecture, os, ...(variant !== undefined && { variant }) } };
}

/** The images for the other platforms, if this one has their index. */
export function otherImages(images: Pick<ImageStore, "get">, { id, workspace, platforms }: StoredImage): StoredImage[] {
  const [first, ...others] = platforms ?? [];
  if (first?.id !== id) return [];
  return others.flatMap((other) => images.get(workspace, other.id) ?? []);
}

/** The index of an image, if it has one: of the manifests that the store has, whose layers are plain tars. */
export function storedIndex(images: Pick<ImageStore, "get" | "blobs">, image: StoredImage): EncodedIndex | undefined {
  const others = otherImages(images, image);
  if (others.length === 0) return undefined;
  const manifests = [image, ...others].map(({ manifestDigest: digest, platform }) => {
    return { digest, platform, bytes: images.blobs.readAll(digest) };
  });
  return encodeIndex(manifests);
}
