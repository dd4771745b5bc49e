import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import type { FoundNode, Inode } from "#server/oci/store/treeNode.ts";
import { FileNames } from "./fileNames.ts";
import type { InspectedLayer } from "./inspectedImage.ts";
import type { TreeChanges } from "./treeChanges.ts";

/** The bytes of one regular file as one layer stores them; hard links are further names of it. */
export interface StoredContent {
  readonly layer: number;
  readonly size: number;
  readonly entry: LayerEntry;
}

/** Content without a name, and its last names. */
export interface DeadContent {
  readonly content: StoredContent;
  readonly lastNames: readonly string[];
}

export interface ContentChanges {
  /** Content that the layer stores and shows. */
  readonly shown: readonly StoredContent[];
  /** Content that lost its last name here. */
  readonly dead: readonly DeadContent[];
}

/** Tracks the names of each stored file while the layers are applied. */
export class StoredContents {
  readonly #byInode = new Map<Inode, StoredContent>();
  /** The paths of the merged tree that show each inode now. */
  readonly names = new FileNames();

  /** Undefined if it is not a regular file. */
  of(inode: Inode): StoredContent | undefined {
    return this.#byInode.get(inode);
  }

  apply(layer: InspectedLayer, { gained, lost }: TreeChanges, layerIndex: number): ContentChanges {
    const shown = gained.flatMap((found) => this.#gain(found) ?? []);
    const released = new Map<StoredContent, string[]>();
    const gone: DeadContent[] = [];
    for (const { path, node } of lost) {
      const isLast = this.names.remove(node.inode, path);
      const content = this.#byInode.get(node.inode);
      if (content === undefined) continue;
      const lastNames = released.get(content) ?? [];
      lastNames.push(path);
      released.set(content, lastNames);
      if (isLast) gone.push({ content, lastNames });
    }
    return { shown, dead: [...gone, ...overwritten(layer, shown, layerIndex)] };
  }

  /** The content if this is the first name of it that is seen. */
  #gain({ path, node }: FoundNode): StoredContent | undefined {
    const { inode } = node;
    this.names.add(node, path);
    const { entry, layerIndex } = inode;
    if (entry.type !== "file" || this.#byInode.has(inode)) return undefined;
    const content = { layer: layerIndex, size: entry.size, entry };
    this.#byInode.set(inode, content);
    return content;
  }
}

/** Files that a later entry of the same tar overwrites: they are never visible. */
function overwritten({ entries }: InspectedLayer, shown: readonly StoredContent[], layer: number): DeadContent[] {
  const seen = new Set(shown.map(({ entry }) => entry));
  return entries
    .filter((entry) => entry.type === "file" && entry.whiteout === undefined && !seen.has(entry))
    .map((entry) => ({ content: { layer, size: entry.size, entry }, lastNames: [entry.path] }));
}
