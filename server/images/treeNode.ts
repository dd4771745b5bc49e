import type { Digest } from "#contract/digest.ts";
import type { LayerEntry } from "./layerEntry.ts";

/**
 * A file as it lies in a layer. Hard links share one inode (the same object); `entry` is that of the link's target,
 * so its type is never `hardlink`.
 */
export interface Inode {
  readonly entry: LayerEntry;
  /** The layer that holds the content. */
  readonly layer: Digest;
  /** Index of that layer in the tree's layers. */
  readonly layerIndex: number;
  /** A folder that a layer takes for granted and does not describe. */
  readonly isImplied?: true;
}

/** A name in the tree. Folders have `children`, in no particular order. Nodes are never changed: trees share them. */
export interface TreeNode {
  readonly name: string;
  readonly inode: Inode;
  readonly children?: ReadonlyMap<string, TreeNode>;
  /** What made this name a further one of a file that was there: a hard link. */
  readonly hardLink?: Inode;
}

/** The entry that put this name where it is, and its layer. */
export function placedBy({ hardLink, inode }: TreeNode): Inode {
  return hardLink ?? inode;
}

/** What a lookup finds: the node and its real path (symlinks followed), clean and relative; "" is the root. */
export interface FoundNode {
  readonly path: string;
  readonly node: TreeNode;
}
