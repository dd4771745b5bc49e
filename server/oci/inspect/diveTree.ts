import type { LayerEntry } from "#server/oci/store/layerEntry.ts";

/**
 * A path of a layer as dive sees it: whiteouts are files with a prefix, a folder that no entry names is no folder yet, a hard
 * link has no bytes, and opaque folders hide nothing.
 */
export interface DiveNode {
  readonly name: string;
  readonly parent: DiveNode | undefined;
  readonly children: Map<string, DiveNode>;
  size: number;
  isDir: boolean;
}

const WHITEOUT = ".wh.";

export function emptyDiveTree(): DiveNode {
  return nodeNamed("", undefined);
}

/** The entries of one layer. */
export function diveTree(entries: Iterable<LayerEntry>): DiveNode {
  const root = emptyDiveTree();
  for (const { path, type, size, whiteout } of entries) {
    if (path === "") continue;
    const parts = path.split("/");
    if (whiteout === "file") parts.push(WHITEOUT + (parts.pop() ?? ""));
    let node = root;
    for (const part of parts) node = childOf(node, part);
    if (whiteout === "opaque") continue;
    node.size = whiteout === undefined ? size : 0;
    node.isDir = whiteout === undefined && type === "dir";
  }
  return root;
}

/** Changes `lower` to what it is with `upper` on top. Whiteouts take effect in the order of the names. */
export function stackOn(lower: DiveNode, upper: DiveNode): void {
  const waiting = [{ lower, upper }];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    for (const child of sortedChildren(pair.upper)) {
      if (isWhiteout(child)) {
        pair.lower.children.delete(hiddenName(child));
        continue;
      }
      const below = childOf(pair.lower, child.name);
      below.size = child.size;
      below.isDir = child.isDir;
      waiting.push({ lower: below, upper: child });
    }
  }
}

/** The nodes without children, deepest first, as dive visits them. No recursion: a layer decides how deep it is. */
export function* leavesOf(root: DiveNode): Generator<DiveNode> {
  const waiting = sortedChildren(root).reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.children.size === 0) yield node;
    else waiting.push(...sortedChildren(node).reverse());
  }
}

/** The names on the way to a node; a whiteout has the path that it hides. */
export function partsTo(node: DiveNode): string[] {
  const parts = [isWhiteout(node) ? hiddenName(node) : node.name];
  for (let at = node.parent; at?.parent !== undefined; at = at.parent) parts.push(at.name);
  return parts.reverse();
}

export function nodeAt(root: DiveNode, parts: readonly string[]): DiveNode | undefined {
  let node: DiveNode | undefined = root;
  for (const part of parts) node = node?.children.get(part);
  return node;
}

/** Bytes of a node and all below it. */
export function bytesBelow(node: DiveNode): number {
  let bytes = 0;
  const waiting = [node];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    bytes += at.size;
    for (const child of at.children.values()) waiting.push(child);
  }
  return bytes;
}

export function isWhiteout({ name }: DiveNode): boolean {
  return name.startsWith(WHITEOUT);
}

function hiddenName({ name }: DiveNode): string {
  return name.slice(WHITEOUT.length);
}

function childOf(parent: DiveNode, name: string): DiveNode {
  const known = parent.children.get(name);
  if (known !== undefined) return known;
  const added = nodeNamed(name, parent);
  parent.children.set(name, added);
  return added;
}

function nodeNamed(name: string, parent: DiveNode | undefined): DiveNode {
  return { name, parent, children: new Map(), size: 0, isDir: false };
}

function sortedChildren({ children }: DiveNode): DiveNode[] {
  return [...children.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
