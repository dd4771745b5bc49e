import { isDeepStrictEqual } from "node:util";
import type { HistoryEntry } from "#contract/image.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { hasher } from "#server/oci/store/digest.ts";
import { type FileTree, openFileTree } from "#server/oci/store/fileTree.ts";
import { contentPieces } from "#server/oci/store/treeContent.ts";
import type { Inode } from "#server/oci/store/treeNode.ts";
import type { ComparedImage } from "./referenceEngine.ts";

export interface Difference {
  readonly part: "config" | "history" | "files" | "layers";
  readonly what: string;
  readonly reference: string;
  readonly ours: string;
}

/** What of a case decides how it is compared. */
interface CompareOptions {
  readonly ignore?: readonly string[];
}

/** Whatever is younger was made by the two builds (the engine may have it in its cache), each at a time of its own. */
const RECENT = Date.now() - 24 * 3_600_000;

function time(milliseconds: number): string {
  return milliseconds > RECENT ? "recent" : new Date(milliseconds).toISOString();
}

function row({ created_by, comment, empty_layer, author, created }: HistoryEntry): string {
  const when = created === undefined ? undefined : time(Date.parse(created));
  return JSON.stringify({ created_by, comment, empty_layer: empty_layer ?? false, author, when });
}

function compareHistory(reference: ComparedImage, ours: ComparedImage): Difference[] {
  const [theirs, own] = [reference.config.history ?? [], ours.config.history ?? []];
  return Array.from({ length: Math.max(theirs.length, own.length) }, (_, index) => {
    const [left, right] = [theirs[index], own[index]];
    const [shownLeft, shownRight] = [left ? row(left) : "(none)", right ? row(right) : "(none)"];
    if (shownLeft === shownRight) return [];
    return [{ part: "history" as const, what: `row ${index}`, reference: shownLeft, ours: shownRight }];
  }).flat();
}

function compareConfig(reference: ComparedImage, ours: ComparedImage): Difference[] {
  const flat = ({ config }: ComparedImage): Record<string, unknown> => {
    const { config: inner, history: _history, rootfs, created, ...rest } = config;
    const when = created === undefined ? undefined : time(Date.parse(created));
    return { ...rest, ...inner, layers: rootfs.diff_ids.length, created: when };
  };
  const [left, right] = [flat(reference), flat(ours)];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) => {
    if (isDeepStrictEqual(left[key], right[key])) return [];
    return [
      {
        part: "config" as const,
        what: key,
        reference: JSON.stringify(left[key]) ?? "(absent)",
        ours: JSON.stringify(right[key]) ?? "(absent)",
      },
    ];
  });
}

function describe(blobs: BlobStore, inode: Inode): string {
  const { type, mode, uid, gid, size, mtime, linkTarget = "", devMajor = 0, devMinor = 0, xattrs = {} } = inode.entry;
  // Docker's graph drivers keep security attributes alone; BuildKit on containerd keeps all, and so do we.
  const kept = Object.entries(xattrs).filter(([name]) => name.startsWith("security."));
  const words = [type, mode.toString(8), `${uid}:${gid}`, JSON.stringify(kept), time(mtime * 1000)];
  if (type === "symlink") return [...words, linkTarget].join(" ");
  if (type === "char" || type === "block") return [...words, `${devMajor},${devMinor}`].join(" ");
  if (type !== "file") return words.join(" ");
  const sha = hasher();
  for (const piece of contentPieces(blobs, inode)) sha.update(piece);
  return [...words, size, sha.finish().slice(0, 19)].join(" ");
}

/** By path; names of one file share a number, so that hard links are compared too. */
function files(blobs: BlobStore, tree: FileTree): Map<string, string> {
  const names = new Map<Inode, string>();
  const found = new Map<string, string>();
  for (const { path, node } of tree.walk()) {
    const first = names.get(node.inode);
    if (first === undefined) names.set(node.inode, path);
    found.set(`/${path}`, first === undefined ? describe(blobs, node.inode) : `= /${first}`);
  }
  return found;
}

function compareFiles(
  blobs: BlobStore,
  reference: ComparedImage,
  ours: ComparedImage,
  { ignore = [] }: CompareOptions,
): Difference[] {
  const ignored = ignore.map((pattern) => new RegExp(pattern));
  const left = files(blobs, openFileTree(blobs, reference.layers));
  const right = files(blobs, openFileTree(blobs, ours.layers));
  return [...new Set([...left.keys(), ...right.keys()])].sort().flatMap((path) => {
    if (ignored.some((pattern) => pattern.test(path))) return [];
    const [theirs = "(none)", own = "(none)"] = [left.get(path), right.get(path)];
    return theirs === own ? [] : [{ part: "files" as const, what: path, reference: theirs, ours: own }];
  });
}

/** Everything that must be equal: configuration, history, and the merged files. */
export function compareImages(
  blobs: BlobStore,
  reference: ComparedImage,
  ours: ComparedImage,
  options: CompareOptions,
): Difference[] {
  return [
    ...compareConfig(reference, ours),
    ...compareHistory(reference, ours),
    ...compareFiles(blobs, reference, ours, options),
  ];
}
