import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "./blobStore.ts";
import { indexLayer } from "./layerIndex.ts";
import { readContent } from "./treeContent.ts";

/** In real images, these files have a few kilobytes. */
const MAX_BYTES = 256 * 1024;

/**
 * The names in an image's /etc/passwd or /etc/group, in their order, `most` at most. Layers are given base first; the last
 * one that has the file counts. Links are not followed.
 */
export function accountNames(
  store: BlobStore,
  layers: readonly Digest[],
  file: "passwd" | "group",
  most: number,
): readonly string[] {
  const path = `etc/${file}`;
  for (const layer of layers.toReversed()) {
    const entries = indexLayer(store, layer);
    const found = entries.findLast((entry) => entry.path === path);
    if (found !== undefined && found.whiteout === undefined) {
      return found.type === "file"
        ? namesIn(readContent(store, { layer, entry: found }, 0, MAX_BYTES)).slice(0, most)
        : [];
    }
    const isHidden = entries.some(
      ({ path: hidden, whiteout }) => whiteout !== undefined && (hidden === "etc" || hidden === path),
    );
    if (isHidden) return [];
  }
  return [];
}

function namesIn(bytes: Buffer): string[] {
  const names = bytes
    .toString("utf8")
    .split("\n")
    .map((line) => line.slice(0, Math.max(0, line.indexOf(":"))));
  return [...new Set(names.filter((name) => /^[A-Za-z_][\w.$-]{0,63}$/.test(name)))];
}
