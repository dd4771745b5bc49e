import type { Digest } from "#contract/names/digest.ts";
import { applyLayer } from "./applyLayer.ts";
import type { BlobStore } from "./blobStore.ts";
import { BoundedCache } from "./boundedCache.ts";
import type { LayerEntry } from "./layerEntry.ts";
import { indexLayer } from "./layerIndex.ts";
import { lookupNode } from "./lookupNode.ts";
import type { FoundNode, TreeNode } from "./treeNode.ts";

/** The root file system of an image: layers merged, whiteouts applied. Immutable. */
export interface FileTree {
  readonly layers: readonly Digest[];
  readonly root: TreeNode;
  /** The tree with one more layer; the two share what the layer does not change. */
  withLayer(diffId: Digest, entries: readonly LayerEntry[]): FileTree;
  /**
   * The node at `path` (absolute or relative to the root). Symlinks are followed inside the root, never out of it;
   * the last part only if `followLast` (true by default). Undefined if nothing is found, or for a loop.
   */
  lookup(path: string, followLast?: boolean): FoundNode | undefined;
  /** A folder's children, sorted by name. */
  list(node: TreeNode): TreeNode[];
  /** Everything under a node (itself first), folders before their content, names sorted; paths start with `path`. */
  walk(from?: FoundNode): Generator<FoundNode>;
}

/** Weighted by the entries of each tree's last layer: it shares the rest with the tree below. */
const cache = new BoundedCache<string, FileTree>(150_000);
const ROOT_ENTRY: LayerEntry = { path: "", type: "dir", mode: 0o755, uid: 0, gid: 0, size: 0, mtime: 0, offset: 0 };
const NO_LAYER: Digest = `sha256:${"0".repeat(64)}`;

/** The empty root (FROM scratch). */
export function emptyTree(): FileTree {
  return fileTree([], {
    name: "",
    inode: { entry: ROOT_ENTRY, layer: NO_LAYER, layerIndex: -1 },
    children: new Map(),
  });
}

/** The merged tree of layers, base first; kept in memory. Throws a ProblemError (image/invalid) for malformed layers. */
export function openFileTree(store: BlobStore, layers: readonly Digest[]): FileTree {
  const last = layers.at(-1);
  if (last === undefined) return emptyTree();
  const key = layers.join(",");
  const kept = cache.get(key);
  if (kept !== undefined) return kept;
  const entries = indexLayer(store, last);
  const tree = openFileTree(store, layers.slice(0, -1)).withLayer(last, entries);
  cache.set(key, tree, entries.length + 1);
  return tree;
}

function fileTree(layers: readonly Digest[], root: TreeNode): FileTree {
  return {
    layers,
    root,
    withLayer: (diffId, entries) => fileTree([...layers, diffId], applyLayer(root, diffId, layers.length, entries)),
    lookup: (path, followLast = true) => lookupNode(root, path, followLast),
    list: sortedChildren,
    walk: (from = { path: "", node: root }) => walkNodes(from),
  };
}

function sortedChildren(node: TreeNode): TreeNode[] {
  return [...(node.children?.values() ?? [])].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
}

function* walkNodes(found: FoundNode): Generator<FoundNode> {
  yield found;
  for (const node of sortedChildren(found.node)) {
    yield* walkNodes({ path: found.path === "" ? node.name : `${found.path}/${node.name}`, node });
  }
}
