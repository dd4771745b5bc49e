import type { Digest } from "#contract/digest.ts";
import type { Change, FileEntry, ImageFiles } from "#contract/image.ts";
import { nodeEntry } from "./fileEntry.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { analyzeLayers } from "./layerAnalysis.ts";
import { findNode, resolveNode, type StoredContent, type TreeNode, walkNodes } from "./layerTree.ts";

/** `length` bytes of a stored layer from `start`, as the blob store's `readBytes`. */
export type ReadLayerBytes = (diffId: Digest, start: number, length: number) => Promise<Uint8Array>;

/** Bytes of a file that a person is shown at most. */
export const PREVIEW_BYTES = 256 * 1024;

/**
 * A folder's children with the sizes of all that is in them, or a file with the start of its text. A symbolic link is
 * told as itself, with the children or the text of what it leads to. Undefined where there is nothing at the path.
 */
export async function imageFiles(
  image: InspectedImage,
  path: string,
  read: ReadLayerBytes,
): Promise<ImageFiles | undefined> {
  const { root } = analyzeLayers(image);
  const target = resolveNode(root, path);
  const node = findNode(root, path) ?? target;
  if (!node) return undefined;
  const entry = nodeEntry(node, changeSinceBase(node, image));
  const children = [...(target?.children?.values() ?? [])]
    .map((child) => childEntry(child, image))
    .sort(byFolderAndName);
  const text = target?.content && (await readText(image, target.content, read));
  return {
    path: entry.path,
    entry,
    children,
    ...(text !== undefined && { text }),
    truncated: text !== undefined && (target?.content?.size ?? 0) > PREVIEW_BYTES,
  };
}

function changeSinceBase(node: TreeNode, image: InspectedImage): Change {
  return node.layer < image.baseLayers ? "unchanged" : node.change;
}

function childEntry(node: TreeNode, image: InspectedImage): ImageFiles["children"][number] {
  const entry = nodeEntry(node, changeSinceBase(node, image));
  const contents = new Set<StoredContent>();
  let totalFiles = 0;
  for (const inside of walkNodes(node)) {
    if (!inside.children) totalFiles++;
    if (inside.content) contents.add(inside.content);
  }
  const totalSize = [...contents].reduce((total, content) => total + content.size, 0);
  return { ...entry, totalSize, totalFiles };
}

function byFolderAndName(a: FileEntry, b: FileEntry): number {
  if ((a.type === "dir") !== (b.type === "dir")) return a.type === "dir" ? -1 : 1;
  return a.path < b.path ? -1 : 1;
}

async function readText(
  image: InspectedImage,
  content: StoredContent,
  read: ReadLayerBytes,
): Promise<string | undefined> {
  const layer = image.layers[content.layer];
  if (!layer || content.entry.sparse) return undefined;
  const length = Math.min(content.size, PREVIEW_BYTES);
  const bytes = length === 0 ? new Uint8Array() : await read(layer.diffId, content.entry.offset, length);
  return decodeText(bytes, content.size > PREVIEW_BYTES);
}

/** Strict UTF-8 without NUL bytes, else undefined; where the text was cut, the last character may be cut too. */
function decodeText(bytes: Uint8Array, cut: boolean): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return undefined;
  }
}
