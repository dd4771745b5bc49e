import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { type FoundNode, type Inode, placedBy, type TreeNode } from "#server/oci/store/treeNode.ts";

/** The names of a file that has, or had, several. */
interface Names {
  readonly all: Set<string>;
  /** The name that the tar stores the content under. */
  original: string | undefined;
  /** Undefined if it must be looked up again. */
  first: string | undefined;
}

/** The names of files with hard links, while layers are applied. A file with one name costs one entry of a map. */
export class FileNames {
  readonly #linked = new Map<Inode, Names>();
  readonly #alone = new Map<Inode, string>();

  add({ inode, hardLink }: TreeNode, path: string): void {
    if (inode.entry.type === "dir") return;
    const names = this.#linked.get(inode);
    const alone = this.#alone.get(inode);
    if (names === undefined && alone === undefined && hardLink === undefined) {
      this.#alone.set(inode, path);
      return;
    }
    // A name that was removed may be linked again.
    const isOriginal = hardLink === undefined || path === inode.entry.path;
    const original = isOriginal ? path : (names?.original ?? alone);
    const all = names?.all ?? new Set(alone === undefined ? [] : [alone]);
    this.#linked.set(inode, { all: all.add(path), original, first: undefined });
    this.#alone.delete(inode);
  }

  /** Whether it was the last one. */
  remove(inode: Inode, path: string): boolean {
    const names = this.#linked.get(inode);
    if (names === undefined) return this.#alone.delete(inode);
    names.all.delete(path);
    names.first = undefined;
    if (names.all.size > 0) return false;
    return this.#linked.delete(inode);
  }

  /** How many names a file has. */
  countOf(inode: Inode): number {
    return this.#linked.get(inode)?.all.size ?? 1;
  }

  /** The entry of a name as `ls` would show it: a hard link's target exists, and the only name is not a link. */
  entryOf({ path, node }: FoundNode): LayerEntry {
    const { entry } = placedBy(node);
    if (node.hardLink === undefined) return entry;
    const names = this.#linked.get(node.inode);
    const first = names === undefined ? path : firstOf(names);
    if (first !== path) return { ...entry, linkTarget: first };
    const { linkTarget: _, ...own } = entry;
    const { type, linkTarget } = node.inode.entry;
    return { ...own, type, ...(linkTarget !== undefined && { linkTarget }) };
  }
}

function firstOf(names: Names): string {
  const { all, original, first } = names;
  if (first !== undefined) return first;
  names.first = original !== undefined && all.has(original) ? original : smallest(all);
  return names.first;
}

function smallest(names: Iterable<string>): string {
  let found: string | undefined;
  for (const name of names) if (found === undefined || name < found) found = name;
  return found ?? "";
}
