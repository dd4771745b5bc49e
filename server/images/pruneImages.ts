import { ownBytes } from "#contract/imageSharing.ts";
import type { Digest } from "#contract/names/digest.ts";
import { prunableImages } from "#contract/prunableImages.ts";
import { sharedLayers } from "#server/oci/inspect/sharedLayers.ts";
import { usedImages } from "./imageUsers.ts";
import type { ImageServices, RemovedImage } from "./removeImage.ts";

export interface PruneOptions {
  /** Also images with names. */
  readonly all?: boolean;
  /** Those that stay, such as the newest build's. */
  readonly except: ReadonlySet<Digest>;
}

export interface PrunedImages {
  readonly removed: readonly RemovedImage[];
  /** The layers that no other image of the owner has. */
  readonly bytes: number;
}

/** `docker image prune`: removes the images without a name that no container uses; with `all`, all that none uses. */
export function pruneImages(
  { images, containers }: ImageServices,
  owner: string,
  { all = false, except }: PruneOptions,
): PrunedImages {
  const used = usedImages(containers, owner);
  const { layers } = sharedLayers(images.listLayers(owner));
  const unused = prunableImages(images.list(owner), { all, used, except });
  const removed = unused.map(({ id }) => images.remove(owner, id));
  return { removed, bytes: ownBytes({ layers }, new Set(unused.map(({ id }) => id))) };
}
