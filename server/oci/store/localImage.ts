import { familiarName, normalizedName } from "#contract/names/reference.ts";
import { otherImages } from "./imageIndex.ts";
import type { ImageStore } from "./imageStore.ts";
import type { PulledImage } from "./pulledImages.ts";
import { requireReference } from "./requireReference.ts";
import type { StoredImage } from "./storedImage.ts";

/** What a FROM requests. */
export interface WantedImage {
  readonly name: string;
  readonly platform: string;
}

export interface LocalImage {
  /** As shown. */
  readonly name: string;
  readonly image: StoredImage | PulledImage;
}

/**
 * The image of a FROM that is stored here: one that the workspace built or loaded itself takes precedence over any
 * registry's, and what was pulled before, or brought along in a seed, stays, as with `docker build`. The starter image is
 * not among them. Throws a ProblemError (image/reference).
 */
export function localImage(
  store: ImageStore,
  workspace: string,
  { name, platform }: WantedImage,
): LocalImage | undefined {
  const own = ownImage(store, workspace, { name, platform });
  if (own !== undefined) return { name, image: own };
  const reference = requireReference(name);
  const image = store.pulled(normalizedName(reference), platform);
  return image === undefined || image.origin === "starter" ? undefined : { name: familiarName(reference), image };
}

/** The workspace's image with a name, for a platform: itself, or one of its index. */
export function ownImage(
  store: Pick<ImageStore, "get">,
  workspace: string,
  { name, platform }: WantedImage,
): StoredImage | undefined {
  const own = store.get(workspace, name);
  if (own === undefined) return undefined;
  return [own, ...otherImages(store, own)].find((image) => image.platform === platform);
}
