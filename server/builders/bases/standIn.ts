import { normalizedName } from "#contract/names/reference.ts";
import type { RegistrySettings } from "#server/oci/distribution/registrySettings.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { WantedImage } from "#server/oci/store/localImage.ts";
import type { PulledImage } from "#server/oci/store/pulledImages.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { starterImage } from "#server/oci/store/starter.ts";

/** What a builder remembers from build to build. */
export interface Facts {
  fact(key: string): string | undefined;
  setFact(key: string, value: string): void;
}

/** Where images are looked up before a registry is asked. */
export interface ImagesHere {
  readonly store: ImageStore;
  readonly cache: Facts;
  readonly settings: RegistrySettings;
  readonly workspace: string;
  /** Whether the builder can be handed an image of a platform. Absent: any. */
  readonly takes?: (platform: string) => boolean;
}

/**
 * The starter image, if a build would use it without an answer from a registry: without a mirror at once, so that it
 * never waits for the network; with one, if the last build found the image in no registry or could not reach any.
 */
export function standIn(
  { store, settings, cache }: ImagesHere,
  wanted: WantedImage,
  asks: boolean,
): PulledImage | undefined {
  const starter = starterImage(store, requireReference(wanted.name), wanted.platform);
  if (starter === undefined || settings.mirrors.length === 0) return starter;
  return !asks && cache.fact(factOf(wanted)) === starter.id ? starter : undefined;
}

/** Records that a build asked for it, and what replaced the registry's image, if anything did. */
export function rememberStandIn(
  { cache }: ImagesHere,
  wanted: WantedImage,
  starter: Pick<PulledImage, "id"> | undefined,
): void {
  cache.setFact(factOf(wanted), starter?.id ?? "");
}

function factOf({ name, platform }: WantedImage): string {
  return `stand-in ${normalizedName(requireReference(name))} ${platform}`;
}
