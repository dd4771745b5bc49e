import type { EntriesQuery } from "#contract/imageEntries.ts";
import { BoundedCache } from "#server/oci/store/boundedCache.ts";
import type { InspectedLayers } from "../inspectedImage.ts";
import { EntryList } from "./entryList.ts";
import { EntryView } from "./entryView.ts";
import { layerStep } from "./layerSteps.ts";
import { CHUNK_ROWS } from "./rowMemory.ts";

/** Most rows of lists, and as many of views, that are kept for one image; the newest stays, however large. */
const KEPT_ROWS = 200_000;

class Kept {
  readonly views = new BoundedCache<string, EntryView>(KEPT_ROWS);
  readonly lists = new BoundedCache<string, EntryList>(KEPT_ROWS, (list) => this.#release(list));

  /** The views of a list read its rows. */
  #release(list: EntryList): void {
    this.views.deleteIf((view) => view.list === list);
    list.rows.release();
  }
}

const images = new WeakMap<InspectedLayers, Kept>();

/**
 * The view that a question is about, to be read before the next one is asked for: those asked for last are kept as long as the
 * image. Undefined if the image has no such layer. Throws a ProblemError (request/pattern).
 */
export function entryView(image: InspectedLayers, layer: number, query: EntriesQuery): EntryView | undefined {
  const kept = images.get(image) ?? new Kept();
  images.set(image, kept);
  const list = entryList(kept, image, layer, query.of);
  if (list === undefined) return undefined;
  const { find, how, minSize, types, changes } = query;
  const key = JSON.stringify([layer, query.of, find, how, minSize, types, changes]);
  const known = kept.views.get(key);
  if (known !== undefined) return known;
  const view = new EntryView(list, query);
  kept.views.set(key, view, weightOf(list));
  return view;
}

function entryList(
  { lists }: Kept,
  image: InspectedLayers,
  layer: number,
  of: EntriesQuery["of"],
): EntryList | undefined {
  const key = `${of} ${layer}`;
  const known = lists.get(key);
  if (known !== undefined) return known;
  const step = layerStep(image, layer);
  if (step === undefined) return undefined;
  const list = new EntryList(step, of);
  lists.set(key, list, weightOf(list));
  return list;
}

/** Memory comes in chunks. */
function weightOf({ rows: { count } }: EntryList): number {
  return Math.min(Math.max(count, CHUNK_ROWS), KEPT_ROWS);
}
