import type { ImageSummary } from "./image.ts";
import type { Digest } from "./names/digest.ts";

export interface PruneRule {
  /** Also images with names. */
  readonly all: boolean;
  /** The images of containers. */
  readonly used: ReadonlySet<Digest>;
  /** One that stays, such as the newest build's. */
  readonly except?: Digest | undefined;
}

/** The images that `docker image prune` removes. */
export function prunableImages<Image extends Pick<ImageSummary, "id" | "tags">>(
  images: readonly Image[],
  { all, used, except }: PruneRule,
): Image[] {
  return images.filter(({ id, tags }) => id !== except && !used.has(id) && (all || tags.length === 0));
}
