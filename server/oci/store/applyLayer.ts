import { posix } from "node:path";
import type { Digest } from "#contract/names/digest.ts";
import type { LayerEntry } from "./layerEntry.ts";
import { lookupNode, MAX_LINKS } from "./lookupNode.ts";
import type { Inode, TreeNode } from "./treeNode.ts";

/** A node of the new tree. Folders in `owned` belong only to it; others are shared and must be copied first. */
interface Draft {
  name: string;
  inode: Inode;
  children?: Map<string, Draft>;
  hardLink?: Inode;
}

/**
 * The root with a layer's entries applied (OCI image-spec, layer.md): whiteouts hide what lower layers have, entries
 * replace files, and set new attributes on existing folders. Shares all folders that the layer does not touch.
 */
export function applyLayer(
  root: TreeNode,
  layer: Digest,
  layerIndex: number,
  entries: readonly LayerEntry[],
): TreeNode {
  const edit = new TreeEdit(root, layer, layerIndex);
  for (const entry of entries) if (entry.whiteout !== undefined) edit.hide(entry);
  for (const entry of entries) if (entry.whiteout === undefined) edit.place(entry);
  return edit.root;
}

class TreeEdit {
  root: Draft;
  readonly #owned = new Set<ReadonlyMap<string, TreeNode>>();
  readonly #layer: Digest;
  readonly #layerIndex: number;
  /** The links being followed, one behind the other. */
  #followed = 0;
  /** Consecutive entries are often in the same folder. */
  #lastParent: { path: string; folder: Draft } | undefined;

  constructor(root: TreeNode, layer: Digest, layerIndex: number) {
    this.#layer = layer;
    this.#layerIndex = layerIndex;
    this.root = this.#own({ name: root.name, inode: root.inode, ...shared(root) });
  }

  hide(entry: LayerEntry): void {
    if (entry.whiteout === "file") {
      const { parent, name } = split(entry.path);
      const folder = this.#existing(parent);
      folder?.children?.delete(name);
      return;
    }
    const folder = this.#existing(entry.path);
    if (folder !== undefined) this.#adopt(folder, new Map());
  }

  place(entry: LayerEntry): void {
    const inode: Inode = { entry, layer: this.#layer, layerIndex: this.#layerIndex };
    if (entry.path === "") {
      if (entry.type === "dir") this.root.inode = inode;
      return;
    }
    const { parent, name } = split(entry.path);
    const folder = this.#folder(parent);
    const there = folder.children?.get(name);
    if (there !== undefined) this.#lastParent = undefined;
    if (entry.type === "hardlink") {
      const linked = lookupNode(this.root, entry.linkTarget ?? "", false)?.node;
      // A dangling hard link is left out: it has no content.
      if (linked === undefined || linked.children !== undefined) return;
      folder.children?.set(name, { name, inode: linked.inode, hardLink: inode });
      return;
    }
    if (entry.type !== "dir") {
      folder.children?.set(name, { name, inode });
      return;
    }
    if (there?.children === undefined) folder.children?.set(name, this.#newFolder(name, inode));
    else folder.children?.set(name, { name, inode, children: there.children });
  }

  /** The folder at a path, copied if it is shared; undefined if it is missing or a symlink. */
  #existing(path: string): Draft | undefined {
    let folder = this.root;
    if (path === "") return folder;
    for (const part of path.split("/")) {
      const child = folder.children?.get(part);
      if (child?.children === undefined) return undefined;
      folder = this.#ownChild(folder, child);
    }
    return folder;
  }

  /** The folder at a path, copied if it is shared; created (0755, root) if it is missing. */
  #folder(path: string): Draft {
    if (this.#lastParent?.path === path) return this.#lastParent.folder;
    let folder = this.root;
    if (path !== "") for (const part of path.split("/")) folder = this.#childFolder(folder, part);
    this.#lastParent = { path, folder };
    return folder;
  }

  #childFolder(folder: Draft, name: string): Draft {
    const child = folder.children?.get(name);
    if (child?.children !== undefined) return this.#ownChild(folder, child);
    const through = child === undefined ? undefined : this.#throughLink(child);
    if (through !== undefined) return through;
    const entry: LayerEntry = { path: "", type: "dir", mode: 0o755, uid: 0, gid: 0, size: 0, mtime: 0, offset: 0 };
    const made = this.#newFolder(name, { entry, layer: this.#layer, layerIndex: this.#layerIndex, isImplied: true });
    folder.children?.set(name, made);
    return made;
  }

  /**
   * A symlink of the same layer is followed, as when unpacking, to a folder that is created if it is missing; one of a
   * lower layer is replaced, because each layer is unpacked on its own (Docker's overlay2).
   */
  #throughLink(child: Draft): Draft | undefined {
    const { entry, layerIndex } = child.inode;
    if (entry.type !== "symlink" || layerIndex !== this.#layerIndex || this.#followed === MAX_LINKS) return undefined;
    const found = lookupNode(this.root, entry.path, true);
    if (found !== undefined) return found.node.children === undefined ? undefined : this.#existing(found.path);
    this.#followed += 1;
    const made = this.#folder(ledTo(entry));
    this.#followed -= 1;
    return made;
  }

  #newFolder(name: string, inode: Inode): Draft {
    const children = new Map<string, Draft>();
    this.#owned.add(children);
    return { name, inode, children };
  }

  #ownChild(folder: Draft, child: Draft): Draft {
    if (child.children !== undefined && this.#owned.has(child.children)) return child;
    const own = this.#own({ ...child });
    folder.children?.set(own.name, own);
    return own;
  }

  #own(folder: Draft): Draft {
    return this.#adopt(folder, new Map(folder.children));
  }

  #adopt(folder: Draft, children: Map<string, Draft>): Draft {
    folder.children = children;
    this.#owned.add(children);
    return folder;
  }
}

function shared(node: TreeNode): Pick<Draft, "children"> {
  // A shared folder's map is only ever read: `#own` copies it before the first change.
  return node.children === undefined ? {} : { children: node.children as Map<string, Draft> };
}

/** The target of a symlink, whether or not it exists. */
function ledTo({ path, linkTarget = "" }: LayerEntry): string {
  return posix.join("/", linkTarget.startsWith("/") ? "" : split(path).parent, linkTarget).replace(/^\/|\/$/g, "");
}

function split(path: string): { parent: string; name: string } {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? { parent: "", name: path } : { parent: path.slice(0, slash), name: path.slice(slash + 1) };
}
