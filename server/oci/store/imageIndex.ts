import { z } from "zod";
import type { Descriptor } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { parsePlatform } from "#contract/names/platform.ts";
import { encodeJson } from "./config.ts";
import { digestOf } from "./digest.ts";
import { hostPlatform } from "./hostPlatform.ts";
import type { ImageStore } from "./imageStore.ts";
import { OCI_INDEX } from "./mediaTypes.ts";
import type { StoredImage } from "./storedImage.ts";

/** A manifest, and the platform that it is for. */
export interface PlatformManifest {
  readonly mediaType: string;
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  /** `linux/arm/v7`. */
  readonly platform: string;
}

export interface EncodedIndex {
  readonly bytes: Buffer;
  readonly digest: Digest;
}

/** The index of an image for several platforms, or with attestations, whose entries come after the images. */
export function encodeIndex(
  manifests: readonly PlatformManifest[],
  attestations: readonly Descriptor[] = [],
): EncodedIndex {
  const entries = [...manifests.map(manifestDescriptor), ...attestations];
  const bytes = encodeJson({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: entries });
  return { bytes, digest: digestOf(bytes) };
}

export function manifestDescriptor({ mediaType, digest, size, platform }: PlatformManifest): Descriptor {
  return { mediaType, digest, size, ...platformOf(platform) };
}

function platformOf(text: string) {
  const parsed = parsePlatform(text, hostPlatform());
  if (!parsed.ok) return {};
  const { architecture, os, variant } = parsed.platform;
  return { platform: { architecture, os, ...(variant !== undefined && { variant }) } };
}

const entriesSchema = z.object({ manifests: z.array(z.object({ digest: z.string() })) });

/** What an index in the store names: it was checked when it came. */
export function indexEntries(bytes: Buffer): readonly { readonly digest: string }[] {
  return entriesSchema.parse(JSON.parse(bytes.toString("utf8"))).manifests;
}

/** The images for the other platforms, if this one has their index. */
export function otherImages(images: Pick<ImageStore, "get">, { id, workspace, platforms }: StoredImage): StoredImage[] {
  const [first, ...others] = platforms ?? [];
  if (first?.id !== id) return [];
  return others.flatMap((other) => images.get(workspace, other.id) ?? []);
}
