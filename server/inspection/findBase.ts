import { type BaseImage, MAX_NAMES } from "#contract/base.ts";
import type { ImageConfig } from "#contract/image.ts";
import { formatPlatform, parsePlatform } from "#contract/names/platform.ts";
import { ProblemError, problemError } from "#contract/problemError.ts";
import { accountNames } from "#server/oci/store/accountNames.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { localImage } from "#server/oci/store/localImage.ts";
import type { StoredLayer } from "#server/oci/store/manifest.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import { starterImage } from "#server/oci/store/starter.ts";

/** Fields shared by built and pulled images. */
interface Found {
  readonly platform: string;
  readonly size: number;
  readonly layers: readonly StoredLayer[];
  readonly config: ImageConfig;
}

/** The base image of a FROM. Throws a ProblemError (image/not-found). */
export function findBase(images: ImageStore, owner: string, ref: string, platform: string | undefined): BaseImage {
  const found = findStored(images, owner, ref, platform);
  if (found === undefined) throw problemError("image/not-found", `${ref} is not stored on this server.`);
  const layers = found.layers.map(({ diffId }) => diffId);
  const { created, config } = found.config;
  return {
    platform: found.platform,
    size: found.size,
    layers: layers.length,
    users: [...accountNames(images.blobs, layers, "passwd", MAX_NAMES)],
    groups: [...accountNames(images.blobs, layers, "group", MAX_NAMES)],
    ...(created === undefined ? {} : { created }),
    ...(config === undefined ? {} : { config }),
  };
}

/** Those of several that are stored here, by name. Invalid names are not stored either. */
export function findBases(
  images: ImageStore,
  owner: string,
  refs: readonly string[],
  platform: string | undefined,
): Record<string, BaseImage> {
  const found = refs.flatMap((ref) => {
    try {
      return [[ref, findBase(images, owner, ref, platform)] as const];
    } catch (error) {
      if (error instanceof ProblemError) return [];
      throw error;
    }
  });
  return Object.fromEntries(found);
}

/** As a build finds it without asking a registry. An image of the workspace for another platform is better than none. */
export function findStored(
  images: ImageStore,
  owner: string,
  ref: string,
  asked: string | undefined,
): Found | undefined {
  const parsed = asked === undefined ? undefined : parsePlatform(asked, hostPlatform());
  const platform = formatPlatform(parsed?.ok === true ? parsed.platform : hostPlatform());
  const looking = { ...images, pulled: images.lookPulled };
  return (
    localImage(looking, owner, { name: ref, platform })?.image ??
    starterImage(looking, requireReference(ref), platform) ??
    images.get(owner, ref)
  );
}
