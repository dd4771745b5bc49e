import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import type { FoundNode, Inode } from "#server/oci/store/treeNode.ts";
import type { InspectedLayer } from "./inspectedImage.ts";
import type { TreeChanges } from "./treeChanges.ts";

/** The bytes of one regular file as one layer stores them; hard links are further names of it. */
export interface StoredContent {
  readonly path: string;
  readonly layer: number;
  readonly size: number;
  readonly entry: LayerEntry;
  /** The number of paths of the merged tree that show it now; 0 means dead bytes. */
  names: number;
}

export interface ContentChanges {
  /** Content that the layer stores and shows. */
  readonly shown: readonly StoredContent[];
  /** Content that lost its last name here. */
  readonly dead: readonly StoredContent[];
}

/** Tracks the names of each stored file while the layers are applied. */
export class StoredContents {
  readonly #byInode = new Map<Inode, StoredContent>();

  /** Undefined if it is not a regular file. */
  of(inode: Inode): StoredContent | undefined {
    return this.#byInode.get(inode);
  }

  apply(layer: InspectedLayer, { gained, lost }: TreeChanges, layerIndex: number): ContentChanges {
    const shown = gained.flatMap((found) => this.#gain(found) ?? []);
    const released = new Set<StoredContent>();
    for (const inode of lost) {
      const content = this.#byInode.get(inode);
      if (content === undefined) continue;
      content.names -= 1;
      released.add(content);
    }
    const dead = [...released].filter(({ names }) => names === 0);
    return { shown, dead: [...dead, ...overwritten(layer, shown, layerIndex)] };
  }

  /** The content if this is the first name of it that is seen. */
  #gain({ path, node: { inode, hardLink } }: FoundNode): StoredContent | undefined {
    const { entry, layerIndex } = inode;
    if (entry.type !== "file") return undefined;
    const known = this.#byInode.get(inode);
    if (known !== undefined) {
      known.names += 1;
      return undefined;
    }
    const first = hardLink === undefined ? path : entry.path;
    const content = { path: first, layer: layerIndex, size: entry.size, entry, names: 1 };
    this.#byInode.set(inode, content);
    return content;
  }
}

/** Files that a later entry of the same tar overwrites: nobody ever sees them. */
function overwritten(
  { entries }: InspectedLayer,
  shown: readonly StoredContent[],
  layerIndex: number,
): StoredContent[] {
  const seen = new Set(shown.map(({ entry }) => entry));
  return entries
    .filter((entry) => entry.type === "file" && entry.whiteout === undefined && !seen.has(entry))
    .map((entry) => ({ path: entry.path, layer: layerIndex, size: entry.size, entry, names: 0 }));
}
