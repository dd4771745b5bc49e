import type { Duplicate, Leftovers } from "#contract/imageLeftovers.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { analyzeLayers } from "./layerAnalysis.ts";
import type { StoredContent } from "./storedContents.ts";
import { nodesBelow } from "./treeChanges.ts";
import type { DigestOf } from "./waste.ts";

/** Smaller files are not compared: their sum is little, and their number large. */
const LEAST_DUPLICATE = 1024;
/** Most bytes that are compared, largest files first. */
const MOST_COMPARED = 2 * 1024 ** 3;
const LISTED = 200;
const COPIES_LISTED = 20;

interface Copy {
  readonly path: string;
  readonly content: StoredContent;
}

/** Files of the merged tree with the same bytes. Hard links share a content, and so are no copies. */
export function duplicates(image: InspectedImage, digestOf: DigestOf): Leftovers["duplicates"] {
  const sizes = Map.groupBy(shownCopies(image), ({ content }) => content.size);
  const candidates = [...sizes].filter(([, { length }]) => length > 1).sort(([a], [b]) => b - a);
  const found: Duplicate[] = [];
  let compared = 0;
  let notCompared = 0;
  for (const [size, copies] of candidates) {
    const bytes = size * copies.length;
    if (compared + bytes > MOST_COMPARED) {
      notCompared += bytes;
      continue;
    }
    compared += bytes;
    const same = Map.groupBy(copies, ({ content }) => digestOf(content, image));
    for (const [digest, equal] of same) if (equal.length > 1) found.push(duplicateOf(digest, size, equal));
  }
  found.sort((a, b) => b.wasted - a.wasted || ((a.at[0]?.path ?? "") < (b.at[0]?.path ?? "") ? -1 : 1));
  const bytes = found.reduce((sum, { wasted }) => sum + wasted, 0);
  return { bytes, total: found.length, items: found.slice(0, LISTED), notCompared };
}

/** Each content once, at its first name. */
function shownCopies(image: InspectedImage): Copy[] {
  const { tree, contentOf } = analyzeLayers(image);
  const paths = new Map<StoredContent, string>();
  for (const { path, node } of nodesBelow({ path: "", node: tree.root })) {
    const content = contentOf(node);
    if (content === undefined || content.size < LEAST_DUPLICATE) continue;
    const known = paths.get(content);
    if (known === undefined || path < known) paths.set(content, path);
  }
  return [...paths].map(([content, path]) => ({ content, path }));
}

function duplicateOf(digest: Digest, bytes: number, copies: readonly Copy[]): Duplicate {
  const at = copies
    .map(({ path, content }) => ({ path: `/${path}`, layer: content.layer }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    digest,
    bytes,
    copies: copies.length,
    wasted: bytes * (copies.length - 1),
    at: at.slice(0, COPIES_LISTED),
  };
}
