import type { Waste, WasteItem } from "#contract/image.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { analyzeLayers, type WastedContent } from "./layerAnalysis.ts";
import type { StoredContent } from "./storedContents.ts";

/** Whether two stored files have the same bytes; false if that is too expensive to find out. */
export type SameContent = (a: StoredContent, b: StoredContent, image: InspectedImage) => Promise<boolean>;

export interface WasteOptions {
  /** Most items in the list, largest first. */
  readonly limit: number;
  /** Called if the layers' digests are not enough; without it, such files count as overwritten. */
  readonly sameContent?: SameContent;
}

/**
 * Dead bytes: bytes that the image stores and never shows, one item for each stored copy without a remaining name.
 * `total` is the number of items, `bytes` the sum of all, listed or not.
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
