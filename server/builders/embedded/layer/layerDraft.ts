import type { FileTree } from "#server/oci/store/fileTree.ts";
import { comparePaths } from "#server/oci/store/pathOrder.ts";
import type { TreeNode } from "#server/oci/store/treeNode.ts";
import type { Owner } from "#server/rootfs/users.ts";
import { type DraftFile, fileOfEntry } from "../../files/draftFile.ts";
import { checkPath, DraftPathError } from "./draftPathError.ts";

/** A member of the layer's tar. */
export interface DraftEntry {
  /** Without a leading slash. */
  readonly path: string;
  readonly file: DraftFile;
  /** A folder that hides its content in the layers below. */
  readonly opaque: boolean;
  /** The path of an earlier entry for the same file: this one is a hard link to it. */
  readonly linkTo?: string;
}

/** Shared by all hard links to one file. */
interface Inode {
  file: DraftFile;
  linked: boolean;
}

interface Node {
  readonly name: string;
  inode: Inode;
  /** The same path in the tree under the draft; absent if the node is new. */
  base: TreeNode | undefined;
  /** Children seen or made so far; all others are still the base's. */
  readonly children: Map<string, Node>;
  /** In the layer: made, changed, or a folder above such a node (as overlayfs copies folders up). */
  touched: boolean;
  /** Set if a tar entry alone does not replace what the base has (a folder in place of a file, …). */
  opaque: boolean;
}

const MAX_LINKS = 255;

function parts(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}

const LINK_MODE = 0o777;

/** A symlink has no mode of its own on Linux, whatever an archive says. */
function newInode(file: DraftFile): Inode {
  return { file: file.type === "symlink" ? { ...file, mode: LINK_MODE } : file, linked: false };
}

/**
 * A draft of a layer: changes over a tree that itself never changes, like the upper folder of an overlay mount. Paths
 * are relative to the root, without a leading slash; "" is the root. Only `rootPath` and `pathWithin` follow symlinks.
 */
export class LayerDraft {
  readonly #root: Node;

  constructor(tree: FileTree) {
    this.#root = wrap(tree.root);
  }

  /** The node at a path, symlinks not followed. */
  lstat(path: string): DraftFile | undefined {
    return this.#find(path)?.inode.file;
  }

  /**
   * Follows symlinks inside the root; a path that does not exist is appended unchanged (continuity's RootPath). Throws
   * a DraftPathError for a loop of links.
   */
  rootPath(path: string): string {
    checkPath(path);
    return this.#resolve(path, [], () => []);
  }

  /**
   * The same with the folder `base` as the root, which no link may leave: Docker unpacks archives this way. Throws a
   * DraftPathError.
   */
  pathWithin(base: string, path: string): string {
    checkPath(path);
    return this.#resolve(path, parts(base), () => {
      throw new DraftPathError("openat", path, "path escapes from parent");
    });
  }

  /** `above` returns the target of `..`, starting at `root`. */
  #resolve(path: string, root: readonly string[], above: () => string[]): string {
    const waiting = parts(path).reverse();
    let resolved = [...root];
    let links = 0;
    for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
      if (part === "..") {
        resolved = resolved.length > root.length ? resolved.slice(0, -1) : above();
        continue;
      }
      const file = this.lstat([...resolved, part].join("/"));
      if (file?.type !== "symlink" || file.linkTarget === undefined) {
        resolved.push(part);
        continue;
      }
      links += 1;
      if (links > MAX_LINKS) throw new DraftPathError("lstat", parts(path).join("/"), "too many links");
      if (file.linkTarget.startsWith("/")) resolved = [...root];
      waiting.push(...parts(file.linkTarget).reverse());
    }
    return resolved.join("/");
  }

  /** Makes a folder and its missing parents; returns the paths made, the topmost first. */
  mkdirAll(path: string, mode: number, owner: Owner, mtime: number): string[] {
    const made: string[] = [];
    let current = "";
    for (const part of parts(path)) {
      current = current === "" ? part : `${current}/${part}`;
      const file = this.lstat(current);
      if (file?.type === "dir") continue;
      if (file !== undefined) throw new DraftPathError("mkdir", current, "not a directory");
      this.put(current, { type: "dir", mode, uid: owner.uid, gid: owner.gid, size: 0, mtime }, mtime);
      made.push(current);
    }
    return made;
  }

  /**
   * Puts a file, replacing what is there; a folder put over a folder keeps its content. The folder above must exist;
   * its time does not change until the caller calls `touchParent`.
   */
  put(path: string, file: DraftFile, touchParent?: number): void {
    checkPath(path);
    const names = parts(path);
    const name = names.pop();
    if (name === undefined) {
      this.#root.inode = newInode(file);
      this.#root.touched = true;
      return;
    }
    const parent = this.#parent(path, names, touchParent);
    const old = child(parent, name);
    if (old?.inode.file.type === "dir" && file.type === "dir") {
      old.inode = newInode(file);
      old.touched = true;
    } else addChild(parent, name, newInode(file));
  }

  /**
   * Gives a file another name, replacing what is there; a file of the tree below is copied into the layer.
   * False if there is no file at `target`. Symlinks are not followed, as link(2) does not.
   */
  link(path: string, target: string, touchParent?: number): boolean {
    checkPath(path);
    const file = this.#find(target);
    const names = parts(path);
    const name = names.pop();
    if (file === undefined || file.inode.file.type === "dir" || name === undefined) return false;
    this.#touch(parts(target));
    file.inode.linked = true;
    addChild(this.#parent(path, names, touchParent), name, file.inode);
    return true;
  }

  /** Changes a file under all its names. */
  change(path: string, attributes: Pick<DraftFile, "mode" | "uid" | "gid" | "mtime">): void {
    const node = this.#touch(parts(path));
    if (node !== undefined) node.inode.file = { ...node.inode.file, ...attributes };
  }

  /** The entries of the layer in the order of a tar: folders before their content. */
  *entries(): Generator<DraftEntry> {
    yield* emit(this.#root, "", new Map());
  }

  #parent(path: string, names: readonly string[], mtime: number | undefined): Node {
    const parent = this.#touch(names);
    if (parent === undefined) throw new Error(`the folder of ${path} is missing in the draft`);
    if (mtime !== undefined) parent.inode.file = { ...parent.inode.file, mtime };
    return parent;
  }

  #find(path: string): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const part of parts(path)) {
      if (node === undefined) return undefined;
      node = child(node, part);
    }
    return node;
  }

  #touch(names: readonly string[]): Node | undefined {
    let node: Node = this.#root;
    node.touched = true;
    for (const name of names) {
      const next = child(node, name);
      if (next === undefined) return undefined;
      next.touched = true;
      node = next;
    }
    return node;
  }
}

function wrap(node: TreeNode): Node {
  const inode = { file: fileOfEntry(node.inode.entry, node.inode.layer), linked: false };
  return { name: node.name, inode, base: node, children: new Map(), touched: false, opaque: false };
}

function addChild(parent: Node, name: string, inode: Inode): void {
  const opaque = inode.file.type === "dir" && parent.base?.children?.get(name) !== undefined;
  parent.children.set(name, { name, inode, base: undefined, children: new Map(), touched: true, opaque });
}

function child(node: Node, name: string): Node | undefined {
  const kept = node.children.get(name);
  if (kept !== undefined) return kept;
  const base = node.base?.children?.get(name);
  if (base === undefined) return undefined;
  const wrapped = wrap(base);
  node.children.set(name, wrapped);
  return wrapped;
}

/** `linked` has the first name given so far to each file that has several. */
function* emit(node: Node, path: string, linked: Map<Inode, string>): Generator<DraftEntry> {
  if (path !== "" && node.touched) yield entryOf(node, path, linked);
  const touched = [...node.children.values()].filter((inner) => inner.touched);
  touched.sort((a, b) => comparePaths(a.name, b.name));
  for (const inner of touched) yield* emit(inner, path === "" ? inner.name : `${path}/${inner.name}`, linked);
}

function entryOf({ inode, opaque }: Node, path: string, linked: Map<Inode, string>): DraftEntry {
  const linkTo = inode.linked ? linked.get(inode) : undefined;
  if (inode.linked && linkTo === undefined) linked.set(inode, path);
  return { path, file: inode.file, opaque, ...(linkTo !== undefined && { linkTo }) };
}
