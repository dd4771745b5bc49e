import type { Waste, WasteItem } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { WastedContent } from "./deadBytes.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { analyzeLayers } from "./layerAnalysis.ts";
import { sameAttributes } from "./sameAttributes.ts";
import type { StoredContent } from "./storedContents.ts";
import { wasteGroups } from "./wasteGroups.ts";

/** Returns the digest of a file's bytes: it reads all of them, and may throw. */
export type DigestOf = (content: StoredContent, image: InspectedImage) => Digest;

export interface WasteOptions {
  /** Most items in the list, largest first. */
  readonly limit: number;
  /** Called for files of the same size only. */
  readonly digestOf: DigestOf;
}

const found = new WeakMap<InspectedImage, { readonly limit: number; readonly waste: Waste }>();

/**
 * Dead bytes: bytes that the image stores and never shows, one item for each stored copy without a remaining name.
 * Found once for each image object. `total` is the number of items, `bytes` and `groups` sum up all, listed or not.
 */
export function imageWaste(image: InspectedImage, options: WasteOptions): Waste {
  const known = found.get(image);
  if (known?.limit === options.limit) return known.waste;
  const waste = findWaste(image, options);
  found.set(image, { limit: options.limit, waste });
  return waste;
}

function findWaste(image: InspectedImage, { limit, digestOf }: WasteOptions): Waste {
  const items = analyzeLayers(image).waste.map((wasted): WasteItem => {
    const cause = causeOf(wasted, (content) => digestOf(content, image));
    const { content, path, hiddenBy } = wasted;
    return { path: `/${path}`, bytes: content.size, cause, storedIn: content.layer, hiddenBy };
  });
  return {
    bytes: items.reduce((total, { bytes }) => total + bytes, 0),
    total: items.length,
    groups: wasteGroups(items),
    items: items.slice(0, limit),
  };
}

function causeOf(
  { content, replacedBy }: WastedContent,
  digestOf: (content: StoredContent) => Digest,
): WasteItem["cause"] {
  if (replacedBy === undefined) return "deleted";
  const now = replacedBy.content;
  if (now === undefined || content.size !== now.size) return "overwritten";
  if (digestOf(content) !== digestOf(now)) return "overwritten";
  if (!sameAttributes(content.entry, now.entry)) return "metadata-only";
  return content.entry.mtime === now.entry.mtime ? "stored-again" : "time-only";
}
