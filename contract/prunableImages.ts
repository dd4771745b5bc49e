import type { ImageSummary } from "./image.ts";
import type { Digest } from "./names/digest.ts";

export interface PruneRule {
  /** Also images with names. */
  readonly all: boolean;
  /** The images of containers. */
  readonly used: ReadonlySet<Digest>;
  /** Those that stay, such as the newest build's. */
  readonly except?: ReadonlySet<Digest>;
}

/** The images that `docker image prune` removes. */
export function prunableImages<Image extends Pick<ImageSummary, "id" | "tags">>(
  images: readonly Image[],
  { all, used, except }: PruneRule,
): Image[] {
  return images.filter(({ id, tags }) => except?.has(id) !== true && !used.has(id) && (all || tags.length === 0));
}
