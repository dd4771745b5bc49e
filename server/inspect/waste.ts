import type { Waste, WasteItem } from "#contract/image.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { analyzeLayers, type WastedContent } from "./layerAnalysis.ts";
import type { StoredContent } from "./storedContents.ts";

/** Tells whether two stored files have the same bytes; false where that would cost too much to find out. */
export type SameContent = (a: StoredContent, b: StoredContent, image: InspectedImage) => Promise<boolean>;

export interface WasteOptions {
  /** How many items are listed, the largest first. */
  readonly limit: number;
  /** Asked where the layers' digests do not tell; without it such files count as overwritten. */
  readonly sameContent?: SameContent;
}

/**
 * Bytes that the image stores and never shows: each stored copy once, when its last name is gone. `total` tells how many
 * there are, `bytes` is the sum of all, listed or not.
 */
export async function imageWaste(image: InspectedImage, { limit, sameContent }: WasteOptions): Promise<Waste> {
  const { waste } = analyzeLayers(image);
  const items: WasteItem[] = [];
  for (const { content, hiddenBy, replacedBy } of waste.slice(0, limit)) {
    const cause = await causeOf(content, replacedBy, (a, b) => sameContent?.(a, b, image));
    items.push({ path: `/${content.path}`, bytes: content.size, cause, storedIn: content.layer, hiddenBy });
  }
  return { bytes: waste.reduce((total, { content }) => total + content.size, 0), items, total: waste.length };
}

async function causeOf(
  content: StoredContent,
  now: WastedContent["replacedBy"],
  compare: (a: StoredContent, b: StoredContent) => Promise<boolean> | undefined,
): Promise<WasteItem["cause"]> {
  if (!now) return "deleted";
  if (content.size !== now.size) return "overwritten";
  const [before, after] = [content.entry.digest, now.entry.digest];
  const same = before && after ? before === after : await compare(content, now);
  return same ? "metadata-only" : "overwritten";
}
