import type { FileEntry, ImageFiles } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { type FoundNode, placedBy } from "#server/oci/store/treeNode.ts";
import { fileEntry } from "./fileEntry.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { analyzeLayers, type LayerAnalysis } from "./layerAnalysis.ts";
import type { StoredContent } from "./storedContents.ts";
import { totalsBelow } from "./totalsBelow.ts";
import { childrenOf } from "./treeChanges.ts";

/** `length` bytes of a stored layer from `start`, as the blob store's `readBytes`. */
export type ReadLayerBytes = (diffId: Digest, start: number, length: number) => Promise<Uint8Array>;

/** The layers of an image, and how many are its base image's. */
type Layered = Pick<InspectedImage, "layers" | "baseLayers">;

/** Most bytes of a file to show. */
export const PREVIEW_BYTES = 256 * 1024;

/**
 * A folder's children with their total sizes, or a file with the start of its text. A symbolic link is returned as
 * itself, with the children or the text of its target. Undefined if the path is not found.
 */
export async function imageFiles(image: Layered, path: string, read: ReadLayerBytes): Promise<ImageFiles | undefined> {
  const analysis = analyzeLayers(image);
  const found = analysis.tree.lookup(path, false);
  if (!found) return undefined;
  const target = analysis.tree.lookup(path);
  const content = target && analysis.contentOf(target.node);
  const entry = shownEntry(found, image, analysis);
  const children = (target === undefined ? [] : [...childrenOf(target)])
    .map((child) => childEntry(child, image, analysis))
    .sort(byFolderAndName);
  const text = content && (await readText(image, content, read));
  return {
    path: entry.path,
    entry,
    children,
    ...(text !== undefined && { text }),
    truncated: text !== undefined && (content?.size ?? 0) > PREVIEW_BYTES,
  };
}

function shownEntry(found: FoundNode, image: Layered, analysis: LayerAnalysis): FileEntry {
  const { contentOf, changeOf, entryOf } = analysis;
  const { layerIndex } = placedBy(found.node);
  return fileEntry(entryOf(found), {
    path: found.path,
    change: layerIndex < image.baseLayers ? "unchanged" : changeOf(found.node),
    size: contentOf(found.node)?.size ?? 0,
    layer: Math.max(layerIndex, 0),
  });
}

function childEntry(found: FoundNode, image: Layered, analysis: LayerAnalysis): ImageFiles["children"][number] {
  const { files, size } = totalsBelow(found, analysis.contentOf);
  return { ...shownEntry(found, image, analysis), totalSize: size, totalFiles: files };
}

function byFolderAndName(a: FileEntry, b: FileEntry): number {
  if ((a.type === "dir") !== (b.type === "dir")) return a.type === "dir" ? -1 : 1;
  return a.path < b.path ? -1 : 1;
}

async function readText(image: Layered, content: StoredContent, read: ReadLayerBytes): Promise<string | undefined> {
  const layer = image.layers[content.layer];
  const length = Math.min(content.size, PREVIEW_BYTES);
  if (!layer || hasHole(content, length)) return undefined;
  const bytes = length === 0 ? new Uint8Array() : await read(layer.diffId, content.entry.offset, length);
  return decodeText(bytes, content.size > PREVIEW_BYTES);
}

/** Whether a sparse file has a hole, and so NUL bytes, before `end`. Tars may store files without holes as sparse. */
function hasHole({ entry: { sparse } }: StoredContent, end: number): boolean {
  let stored = 0;
  for (const { at, length } of sparse ?? []) if (at === stored) stored += length;
  return sparse !== undefined && stored < end;
}

/** Strict UTF-8 without NUL bytes, or else undefined; if the text was cut, the last character may be cut too. Kept exactly. */
function decodeText(bytes: Uint8Array, cut: boolean): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: cut });
  } catch {
    return undefined;
  }
}
