import type { Digest } from "#contract/digest.ts";
import type { FileTree } from "#server/images/fileTree.ts";
import { comparePaths } from "#server/images/pathOrder.ts";
import type { FileContent } from "#server/images/treeContent.ts";
import type { TreeNode } from "#server/images/treeNode.ts";

/** Where a new file's bytes come from when the layer is written. */
export type DraftContent =
  | ({ readonly kind: "layer" } & FileContent)
  | { readonly kind: "blob"; readonly digest: Digest }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "disk"; readonly path: string };

/** A file as it will stand in the layer. `hardlink` has the path of the file it shares, without a leading slash. */
export interface DraftFile {
  readonly type: "file" | "dir" | "symlink" | "hardlink" | "char" | "block" | "fifo";
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** Seconds since the epoch. */
  readonly mtime: number;
  readonly linkTarget?: string;
  readonly devMajor?: number;
  readonly devMinor?: number;
  readonly xattrs?: Readonly<Record<string, string>>;
  readonly content?: DraftContent;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

interface Node {
  readonly name: string;
  file: DraftFile;
  /** What lies below it in the tree under the draft; gone where the node is new. */
  base: TreeNode | undefined;
  /** Children seen or made so far; those not in it are still the base's. */
  readonly children: Map<string, Node>;
  /** In the layer: made, changed, or a folder above such a one (as overlayfs copies folders up). */
  touched: boolean;
  /** Stands where the base had something that a tar entry alone does not replace (a folder in place of a file, …). */
  opaque: boolean;
}

const MAX_LINKS = 255;

function parts(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}

function baseFile(node: TreeNode): DraftFile {
  const {
    path: _path,
    offset: _offset,
    sparse: _sparse,
    digest: _digest,
    whiteout: _whiteout,
    ...file
  } = node.inode.entry;
  return file;
}

/**
 * A layer in the making: changes over a tree that itself never changes, as the upper folder of an overlay mount. Paths
 * are relative to the root, without a leading slash; "" is the root. Only `rootPath` follows symlinks.
 */
export class LayerDraft {
  readonly #root: Node;

  constructor(tree: FileTree) {
    this.#root = wrap(tree.root);
  }

  /** What stands at a path, symlinks not followed. */
  lstat(path: string): DraftFile | undefined {
    return this.#find(path)?.file;
  }

  /** Follows symlinks inside the root; what does not exist is appended as it is (continuity's RootPath). */
  rootPath(path: string): string {
    const waiting = parts(path).reverse();
    let resolved: string[] = [];
    let links = 0;
    for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
      if (part === "..") {
        resolved = resolved.slice(0, -1);
        continue;
      }
      const file = this.lstat([...resolved, part].join("/"));
      if (file?.type !== "symlink" || file.linkTarget === undefined) {
        resolved.push(part);
        continue;
      }
      links += 1;
      if (links > MAX_LINKS) throw new RangeError(`too many symbolic links on the way to ${path}`);
      if (file.linkTarget.startsWith("/")) resolved = [];
      waiting.push(...parts(file.linkTarget).reverse());
    }
    return resolved.join("/");
  }

  /** Makes a folder and those above it where they are missing; gives the paths made, the topmost first. */
  mkdirAll(path: string, mode: number, owner: Owner, mtime: number): string[] {
    const made: string[] = [];
    let current = "";
    for (const part of parts(path)) {
      current = current === "" ? part : `${current}/${part}`;
      const file = this.lstat(current);
      if (file?.type === "dir") continue;
      if (file !== undefined) throw new NotADirectoryError(current);
      this.put(current, { type: "dir", mode, uid: owner.uid, gid: owner.gid, size: 0, mtime }, mtime);
      made.push(current);
    }
    return made;
  }

  /**
   * Puts a file, replacing what stands there; a folder put over a folder keeps what is in it. The folder above must
   * be there; its time becomes `mtime` of now, which the caller gives with `touchParent`.
   */
  put(path: string, file: DraftFile, touchParent?: number): void {
    const names = parts(path);
    const name = names.pop();
    if (name === undefined) {
      this.#root.file = file;
      this.#root.touched = true;
      return;
    }
    const parent = this.#touch(names);
    if (parent === undefined) throw new Error(`the folder of ${path} is missing in the draft`);
    if (touchParent !== undefined) parent.file = { ...parent.file, mtime: touchParent };
    const old = child(parent, name);
    if (old?.file.type === "dir" && file.type === "dir") {
      old.file = file;
      old.touched = true;
      return;
    }
    const node: Node = { name, file, base: undefined, children: new Map(), touched: true, opaque: false };
    node.opaque = file.type === "dir" && parent.base?.children?.get(name) !== undefined;
    parent.children.set(name, node);
  }

  /** What the layer has, in the order of a tar: folders before their content. */
  *entries(): Generator<{ path: string; file: DraftFile; opaque: boolean }> {
    yield* emit(this.#root, "");
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

/** Where a folder was needed, something else stands. */
export class NotADirectoryError extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`/${path} is not a folder`);
    this.name = "NotADirectoryError";
    this.path = path;
  }
}

function wrap(node: TreeNode): Node {
  return { name: node.name, file: baseFile(node), base: node, children: new Map(), touched: false, opaque: false };
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

function* emit(node: Node, path: string): Generator<{ path: string; file: DraftFile; opaque: boolean }> {
  if (path !== "" && node.touched) yield { path, file: node.file, opaque: node.opaque };
  const touched = [...node.children.values()].filter((inner) => inner.touched);
  touched.sort((a, b) => comparePaths(a.name, b.name));
  for (const inner of touched) yield* emit(inner, path === "" ? inner.name : `${path}/${inner.name}`);
}
