import type { Change } from "#contract/image.ts";
import type { LayerEntry } from "#server/images/layerEntry.ts";

/** The bytes of one regular file as one layer stores them; hard links are further names of it. */
export interface StoredContent {
  readonly path: string;
  readonly layer: number;
  readonly size: number;
  readonly entry: LayerEntry;
  /** How many paths of the merged tree show it now; 0 = stored in vain. */
  names: number;
}

/** A path of the merged tree. A folder that no layer mentions has no `entry`. */
export interface TreeNode {
  readonly name: string;
  readonly parent: TreeNode | undefined;
  /** There for folders only. */
  children: Map<string, TreeNode> | undefined;
  entry: LayerEntry | undefined;
  layer: number;
  content: StoredContent | undefined;
  /** What its layer did to this path. */
  change: Change;
}

/** `path` of a node, without a leading slash; "" for the root. */
export function nodePath(node: TreeNode): string {
  const parts: string[] = [];
  for (let at: TreeNode | undefined = node; at?.parent; at = at.parent) parts.push(at.name);
  return parts.reverse().join("/");
}

export function newRoot(): TreeNode {
  return folderNode("", undefined, -1);
}

export function folderNode(name: string, parent: TreeNode | undefined, layer: number): TreeNode {
  return { name, parent, children: new Map(), entry: undefined, layer, content: undefined, change: "added" };
}

/** The node at exactly this path (no symbolic links followed). */
export function findNode(root: TreeNode, path: string): TreeNode | undefined {
  let at: TreeNode | undefined = root;
  for (const part of splitPath(path)) {
    at = at.children?.get(part);
    if (!at) return undefined;
  }
  return at;
}

const MAX_LINKS = 40;

/** As `findNode`, but follows symbolic links, never out of the root; undefined where one dangles or turns in a circle. */
export function resolveNode(root: TreeNode, path: string): TreeNode | undefined {
  let at: TreeNode | undefined = root;
  let links = 0;
  const todo = splitPath(path).reverse();
  while (todo.length > 0) {
    const part: string | undefined = todo.pop();
    if (part === undefined || part === ".") continue;
    if (part === "..") {
      at = at.parent ?? root;
      continue;
    }
    const next: TreeNode | undefined = at.children?.get(part);
    if (!next) return undefined;
    if (next.entry?.type !== "symlink") {
      at = next;
      continue;
    }
    if (++links > MAX_LINKS) return undefined;
    const target = next.entry.linkTarget ?? "";
    if (target.startsWith("/")) at = root;
    todo.push(...splitPath(target).reverse());
  }
  return at;
}

export function splitPath(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

/** Every node under `node`, itself first, parents before children. */
export function* walkNodes(node: TreeNode): Generator<TreeNode> {
  const stack = [node];
  for (let at = stack.pop(); at; at = stack.pop()) {
    yield at;
    if (at.children) stack.push(...at.children.values());
  }
}
