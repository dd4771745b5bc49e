import type { Waste, WasteItem } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { WastedContent } from "./deadBytes.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { analyzeLayers } from "./layerAnalysis.ts";
import { sameAttributes } from "./sameAttributes.ts";
import type { StoredContent } from "./storedContents.ts";
import { wasteGroups } from "./wasteGroups.ts";

/** The digest of a file's bytes: it reads them all, and may throw. */
export type DigestOf = (content: StoredContent, image: InspectedImage) => Digest;

export interface WasteOptions {
  /** Most items in the list, largest first. */
  readonly limit: number;
  /** Called for files of the same size only. */
  readonly digestOf: DigestOf;
}

const found = new WeakMap<InspectedImage, Waste>();

/**
 * Dead bytes: bytes that the image stores and never shows, one item for each stored copy without a remaining name.
 * Found once for each image object. `total` is the number of items, `bytes` and `groups` sum up all, listed or not.
 */
export function imageWaste(image: InspectedImage, { limit, digestOf }: WasteOptions): Waste {
  const waste = found.get(image) ?? findWaste(image, digestOf);
  found.set(image, waste);
  return { ...waste, items: waste.items.slice(0, limit) };
}

function findWaste(image: InspectedImage, digestOf: DigestOf): Waste {
  const { waste } = analyzeLayers(image);
  const items: WasteItem[] = [];
  for (const wasted of waste) {
    const cause = causeOf(wasted, (content) => digestOf(content, image));
    const { content, path, hiddenBy } = wasted;
    items.push({ path: `/${path}`, bytes: content.size, cause, storedIn: content.layer, hiddenBy });
  }
  const groups = wasteGroups(items);
  return { bytes: items.reduce((total, { bytes }) => total + bytes, 0), items, total: items.length, groups };
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
