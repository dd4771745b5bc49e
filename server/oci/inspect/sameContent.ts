import { setImmediate as nextTurn } from "node:timers/promises";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { readContent } from "#server/oci/store/treeContent.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import type { StoredContent } from "./storedContents.ts";
import type { SameContent } from "./waste.ts";

const PIECE = 256 * 1024;
/** Most bytes read per request; files beyond that count as different. */
const BUDGET = 512 * 1024 * 1024;

/** Compares stored files byte by byte, yielding between pieces. */
export function contentComparer(store: BlobStore): SameContent {
  let spent = 0;
  return async (a, b, image) => {
    if (a.size !== b.size || spent + 2 * a.size > BUDGET) return false;
    for (let at = 0; at < a.size; at += PIECE) {
      spent += 2 * PIECE;
      if (!read(store, image, a, at).equals(read(store, image, b, at))) return false;
      await nextTurn();
    }
    return true;
  };
}

function read(store: BlobStore, image: InspectedImage, content: StoredContent, at: number): Buffer {
  const layer = image.layers[content.layer];
  if (!layer) return Buffer.alloc(0);
  return readContent(store, { layer: layer.diffId, entry: content.entry }, at, PIECE);
}
