import type { Change } from "#contract/image.ts";
import type { LayerEntry } from "#server/images/layerEntry.ts";
import {
  findNode,
  folderNode,
  nodePath,
  resolveNode,
  type StoredContent,
  splitPath,
  type TreeNode,
  walkNodes,
} from "./layerTree.ts";

/** What applying one layer did to the tree. */
export interface AppliedLayer {
  /** Nodes of lower layers that went away, by path. */
  readonly removed: ReadonlyMap<string, TreeNode>;
  /** The layer's own paths as it leaves them. */
  readonly placed: ReadonlyMap<string, TreeNode>;
  /** Every regular file of the layer, even one that a later entry of the same tar overwrites. */
  readonly stored: readonly StoredContent[];
  /** Content that lost its last name here. */
  readonly dead: readonly StoredContent[];
}

/**
 * Applies one layer to the merged tree, in place. Whiteouts hide what lower layers hold and never what the same layer
 * adds, wherever they stand in the tar (image-spec layer.md, "Whiteouts"), so they come first.
 */
export function applyLayer(root: TreeNode, entries: readonly LayerEntry[], layer: number): AppliedLayer {
  const applying = new Applying(root, layer);
  for (const entry of entries) if (entry.whiteout) applying.whiteOut(entry);
  for (const entry of entries) if (!entry.whiteout) applying.place(entry);
  return applying.result();
}

class Applying {
  readonly #root: TreeNode;
  readonly #layer: number;
  readonly #removed = new Map<string, TreeNode>();
  readonly #placed = new Map<string, TreeNode>();
  readonly #stored: StoredContent[] = [];
  readonly #released = new Set<StoredContent>();

  constructor(root: TreeNode, layer: number) {
    this.#root = root;
    this.#layer = layer;
  }

  whiteOut(entry: LayerEntry): void {
    const node = findNode(this.#root, entry.path);
    if (!node) return;
    if (entry.whiteout === "file") this.#remove(node);
    else for (const child of [...(node.children?.values() ?? [])]) this.#remove(child);
  }

  place(entry: LayerEntry): void {
    const parts = splitPath(entry.path);
    const name = parts.pop();
    if (name === undefined) {
      if (entry.type === "dir") Object.assign(this.#root, { entry, layer: this.#layer });
      return;
    }
    const parent = this.#folder(parts);
    const folder = nodePath(parent);
    const path = folder === "" ? name : `${folder}/${name}`;
    // Looked up before anything is taken away: a hard link may name the very path that it replaces.
    const content = this.#contentOf(entry, path);
    // As images/fileTree.ts: a link to nothing is no file.
    if (entry.type === "hardlink" && !this.#linksToFile(entry)) return;
    const existing = parent.children?.get(name);
    const before = this.#removed.get(path) ?? (existing?.layer === this.#layer ? undefined : existing);
    const change = this.#changeOf(existing, before, entry);
    if (existing && entry.type === "dir" && existing.children) {
      Object.assign(existing, { entry, layer: this.#layer, change });
      this.#placed.set(path, existing);
      return;
    }
    if (existing) this.#remove(existing);
    const node = folderNode(name, parent, this.#layer);
    if (entry.type !== "dir") node.children = undefined;
    Object.assign(node, { entry, content, change });
    parent.children?.set(name, node);
    this.#placed.set(path, node);
  }

  result(): AppliedLayer {
    const dead = [...this.#released].filter((content) => content.names === 0);
    return { removed: this.#removed, placed: this.#placed, stored: this.#stored, dead };
  }

  /** The folder at this path, made where the layer takes it for granted; what is no folder gives way. */
  #folder(parts: readonly string[]): TreeNode {
    let at = this.#root;
    for (const part of parts) {
      const next = at.children?.get(part);
      const through = next?.children ? next : next && this.#throughLink(next);
      if (through) {
        at = through;
        continue;
      }
      if (next) this.#remove(next);
      const made = folderNode(part, at, this.#layer);
      at.children?.set(part, made);
      at = made;
    }
    return at;
  }

  /** A symlink of the same layer is followed as while unpacking; one of a lower layer gives way (each layer is unpacked by itself). */
  #throughLink(node: TreeNode): TreeNode | undefined {
    if (node.entry?.type !== "symlink" || node.layer !== this.#layer) return undefined;
    const target = resolveNode(this.#root, nodePath(node));
    return target?.children ? target : undefined;
  }

  #linksToFile(entry: LayerEntry): boolean {
    const target = findNode(this.#root, entry.linkTarget ?? "");
    return target !== undefined && target.children === undefined;
  }

  #changeOf(existing: TreeNode | undefined, before: TreeNode | undefined, entry: LayerEntry): Change {
    if (existing?.layer === this.#layer && !before) return existing.change;
    if (!before) return "added";
    const same = entry.type === "dir" && before.children !== undefined && sameFolder(before.entry, entry);
    return same ? "unchanged" : "changed";
  }

  #contentOf(entry: LayerEntry, path: string): StoredContent | undefined {
    if (entry.type === "file") {
      const content = { path, layer: this.#layer, size: entry.size, entry, names: 1 };
      this.#stored.push(content);
      return content;
    }
    if (entry.type !== "hardlink") return undefined;
    const content = findNode(this.#root, entry.linkTarget ?? "")?.content;
    if (content) content.names++;
    return content;
  }

  #remove(node: TreeNode): void {
    for (const gone of walkNodes(node)) {
      const path = nodePath(gone);
      if (gone.layer === this.#layer) this.#placed.delete(path);
      else this.#removed.set(path, gone);
      if (!gone.content) continue;
      gone.content.names--;
      this.#released.add(gone.content);
    }
    node.parent?.children?.delete(node.name);
  }
}

/** A folder's times change whenever something in it does; only its rights and owner tell that somebody meant it. */
function sameFolder(a: LayerEntry | undefined, b: LayerEntry): boolean {
  return (
    a !== undefined &&
    a.mode === b.mode &&
    a.uid === b.uid &&
    a.gid === b.gid &&
    JSON.stringify(a.xattrs ?? {}) === JSON.stringify(b.xattrs ?? {})
  );
}
