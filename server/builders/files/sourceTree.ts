import type { Digest } from "#contract/names/digest.ts";
import type { DraftFile } from "./draftFile.ts";

/** A file to copy, wherever it is stored. Folders have `children`. */
export interface SourceNode {
  readonly name: string;
  readonly file: DraftFile;
  /** Hard links to one file have the same identity. */
  readonly identity: object;
  /** By name, in byte order. */
  readonly children: () => readonly SourceNode[] | undefined;
  readonly child: (name: string) => SourceNode | undefined;
  /** sha256 of a file's content. */
  readonly digest: () => Digest;
}

/** `path` is real (symlinks followed), relative, "" is the root. */
export interface FoundSource {
  readonly path: string;
  readonly node: SourceNode;
}

/** What COPY, ADD and bind mounts take from: the context or the files of an image. */
export interface SourceTree {
  readonly root: SourceNode;
  /** Symlinks are followed inside the tree, never out of it. */
  lookup(path: string): FoundSource | undefined;
}

/** The limit of Linux. */
const MAX_LINKS = 40;

/** See SourceTree.lookup. `..` at the root stays at the root. */
export function lookupSource(root: SourceNode, path: string): FoundSource | undefined {
  const waiting = path.split("/").reverse();
  let trail: SourceNode[] = [];
  let links = 0;
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (part === "" || part === ".") continue;
    if (part === "..") {
      trail.pop();
      continue;
    }
    const node = (trail.at(-1) ?? root).child(part);
    if (node === undefined) return undefined;
    if (node.file.type !== "symlink" || node.file.linkTarget === undefined) {
      trail.push(node);
      continue;
    }
    links += 1;
    if (links > MAX_LINKS) return undefined;
    if (node.file.linkTarget.startsWith("/")) trail = [];
    waiting.push(...node.file.linkTarget.split("/").reverse());
  }
  return { path: trail.map((node) => node.name).join("/"), node: trail.at(-1) ?? root };
}
