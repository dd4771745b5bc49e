import type { Digest } from "#contract/names/digest.ts";
import type { ContextEntry } from "#server/contexts/contextManifest.ts";
import type { DraftFile } from "./draftFile.ts";
import { lookupSource, type SourceNode, type SourceTree } from "./sourceTree.ts";

interface Folder {
  file: DraftFile;
  entry: ContextEntry | undefined;
  children: Map<string, Folder>;
}

function folder(mtime: number): Folder {
  const file: DraftFile = { type: "dir", mode: 0o755, uid: 0, gid: 0, size: 0, mtime };
  return { file, entry: undefined, children: new Map() };
}

/**
 * Everything in a context belongs to root, as in BuildKit. Files without a time get the time of the build, and so do
 * folders and symbolic links, as when a context is sent to BuildKit.
 */
function draftFile(entry: ContextEntry, now: number): DraftFile {
  const { type, mode, size, digest, linkTarget, mtime = now } = entry;
  if (type === "symlink") {
    return { type, mode: 0o777, uid: 0, gid: 0, size, mtime: now, linkTarget: linkTarget ?? "" };
  }
  const shared = { type, mode, uid: 0, gid: 0, size, mtime: type === "dir" ? now : mtime };
  return digest === undefined ? shared : { ...shared, content: { kind: "blob", digest } };
}

function place(root: Folder, entry: ContextEntry, now: number): void {
  const parts = entry.path.split("/");
  const name = parts.pop() ?? "";
  let parent = root;
  for (const part of parts) {
    const next = parent.children.get(part) ?? folder(now);
    parent.children.set(part, next);
    parent = next;
  }
  const children = parent.children.get(name)?.children ?? new Map<string, Folder>();
  parent.children.set(name, { file: draftFile(entry, now), entry, children });
}

function contentDigest(path: string, digest: Digest | undefined): Digest {
  if (digest === undefined) throw new Error(`the file ${path} of the context has no content`);
  return digest;
}

function sourceNode(name: string, node: Folder): SourceNode {
  const child = (inner: string) => {
    const found = node.children.get(inner);
    return found && sourceNode(inner, found);
  };
  return {
    name,
    file: node.file,
    identity: node,
    children: () =>
      node.file.type === "dir" ? Array.from(node.children, ([inner, found]) => sourceNode(inner, found)) : undefined,
    child,
    digest: () => contentDigest(name, node.entry?.digest),
  };
}

/**
 * The context as something to copy from. `entries` are sorted, as they are stored; `ignored` says which paths
 * .dockerignore excludes (an excluded folder is kept if something in it is included).
 */
export function contextSource(
  entries: readonly ContextEntry[],
  ignored: (path: string) => boolean,
  now: number,
): SourceTree {
  const root = folder(now);
  for (const entry of entries) if (!ignored(entry.path)) place(root, entry, now);
  const top = sourceNode("", root);
  return { root: top, lookup: (path) => lookupSource(top, path) };
}
