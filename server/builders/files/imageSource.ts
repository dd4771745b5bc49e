import type { Digest } from "#contract/names/digest.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { hasher } from "#server/oci/store/digest.ts";
import type { FileTree } from "#server/oci/store/fileTree.ts";
import { contentPieces } from "#server/oci/store/treeContent.ts";
import type { Inode, TreeNode } from "#server/oci/store/treeNode.ts";
import { fileOfEntry } from "./draftFile.ts";
import { lookupSource, type SourceNode, type SourceTree } from "./sourceTree.ts";

const digests = new WeakMap<Inode, Digest>();

function contentDigest(store: BlobStore, inode: Inode): Digest {
  const known = inode.entry.digest ?? digests.get(inode);
  if (known !== undefined) return known;
  const sha = hasher();
  for (const piece of contentPieces(store, inode)) sha.update(piece);
  const digest = sha.finish();
  digests.set(inode, digest);
  return digest;
}

function sourceNode(store: BlobStore, tree: FileTree, node: TreeNode): SourceNode {
  const wrap = (inner: TreeNode) => sourceNode(store, tree, inner);
  return {
    name: node.name,
    file: fileOfEntry(node.inode.entry, node.inode.layer),
    identity: node.inode,
    children: () => (node.children === undefined ? undefined : tree.list(node).map(wrap)),
    child: (name) => {
      const inner = node.children?.get(name);
      return inner && wrap(inner);
    },
    digest: () => contentDigest(store, node.inode),
  };
}

/** The files of an image or a stage as something to copy from. */
export function imageSource(store: BlobStore, tree: FileTree): SourceTree {
  const root = sourceNode(store, tree, tree.root);
  return { root, lookup: (path) => lookupSource(root, path) };
}
