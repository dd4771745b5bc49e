import * as fs from "node:fs";
import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import type { FoundNode, Inode } from "#server/oci/store/treeNode.ts";
import type { Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import { unpackLayer } from "./unpackLayer.ts";

/**
 * Copies what an image has at a mount point into the folder of a volume, with owner and mode, as Docker does if the
 * volume is empty; otherwise does nothing. Only in a process that unpacks layers.
 */
export async function fillVolume(
  blobs: BlobStore,
  layers: readonly Digest[],
  target: string,
  folder: string,
  launch?: Launch,
): Promise<void> {
  if (fs.readdirSync(folder).length > 0) return;
  const tree = openFileTree(blobs, layers);
  const found = tree.lookup(target);
  if (found?.node.children === undefined) return;
  const entries = [...copiedEntries([...tree.walk(found)], found.path)];
  // The folders come last, so that their times are not those of the copy.
  const byLayer = Map.groupBy(entries, ({ inode, entry }) => (entry.type === "dir" ? undefined : inode.layer));
  for (const [layer, members] of byLayer) if (layer !== undefined) await unpack(layer, members);
  const [anyLayer] = layers;
  if (anyLayer !== undefined) await unpack(anyLayer, byLayer.get(undefined) ?? []);

  async function unpack(layer: Digest, members: readonly CopiedEntry[]): Promise<void> {
    const list = members.map(({ entry }) => entry);
    await unpackLayer(blobs.path(layer), list, folder, undefined, launch);
  }
}

interface CopiedEntry {
  readonly inode: Inode;
  readonly entry: LayerEntry;
}

/** With paths below the folder; the second and further names of a file as hard links to the first. */
function* copiedEntries(nodes: readonly FoundNode[], above: string): Generator<CopiedEntry> {
  const firstNames = new Map<Inode, string>();
  for (const { path, node } of nodes) {
    const { inode } = node;
    const below = path.slice(above.length).replace(/^\//, "");
    const first = firstNames.get(inode);
    const isLink = first !== undefined && inode.entry.type !== "dir";
    if (!isLink) firstNames.set(inode, below);
    const entry = { ...inode.entry, path: below };
    yield { inode, entry: isLink ? { ...entry, type: "hardlink", size: 0, linkTarget: first } : entry };
  }
}
