import type { Digest } from "#contract/names/digest.ts";
import type { LayerEntry } from "./layerEntry.ts";

/**
 * A file as stored in a layer. Hard links share one inode (the same object); `entry` is that of the link's target, so
 * its type is never `hardlink`.
 */
export interface Inode {
  readonly entry: LayerEntry;
  /** The layer that holds the content. */
  readonly layer: Digest;
  /** Index of that layer in the tree's layers. */
  readonly layerIndex: number;
  /** A folder that a layer implies without an entry for it. */
  readonly isImplied?: true;
}

export interface NamedInode {
  readonly inode: Inode;
  /** The hard link that added this name to an existing file. */
  readonly hardLink?: Inode;
}

/** A name in the tree. Folders have `children`, in no particular order. Nodes are never changed: trees share them. */
export interface TreeNode extends NamedInode {
  readonly name: string;
  readonly children?: ReadonlyMap<string, TreeNode>;
}

/** The entry that created this name, and its layer. */
export function placedBy({ hardLink, inode }: NamedInode): Inode {
  return hardLink ?? inode;
}

/** The result of a lookup: the node and its real path (symlinks followed), normalized and relative; "" is the root. */
export interface FoundNode {
  readonly path: string;
  readonly node: TreeNode;
}
