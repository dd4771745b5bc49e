import type { FileState, FileVersion, FileVersions } from "#contract/imageFile.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { FileTree } from "#server/oci/store/fileTree.ts";
import type { FoundNode, Inode } from "#server/oci/store/treeNode.ts";
import { parseCreatedBy } from "../createdBy.ts";
import { compareEntries } from "../entries/entryDifferences.ts";
import { type HistoryImage, type MatchedRow, matchHistory } from "../historyRows.ts";
import type { InspectedLayers } from "../inspectedImage.ts";
import { layerTrees } from "../layerTrees.ts";

type Change =
  | { readonly change: "added"; readonly file: FileState }
  | {
      readonly change: "changed";
      readonly file: FileState;
      readonly differences: Extract<FileVersion, { change: "changed" }>["differences"];
      readonly contentUnknown?: true;
    }
  | { readonly change: "deleted"; readonly with?: string };

/** The sha256 of a regular file that a layer stores; undefined if it has too many bytes. */
export type DigestOf = (inode: Inode) => Digest | undefined;

/** What each layer did to a path: the layers that made, changed, or hid it. Undefined if none ever had it. */
export function fileVersions(
  image: InspectedLayers & HistoryImage,
  path: string,
  digestOf: DigestOf,
): FileVersions | undefined {
  const rows = new Map(matchHistory(image).flatMap((row) => (row.layer === undefined ? [] : [[row.layer, row]])));
  const versions: FileVersion[] = [];
  let realPath: string | undefined;
  let before: FoundNode | undefined;
  const trees = layerTrees(image);
  for (const layer of image.layers.keys()) {
    const tree = trees.of(layer + 1);
    const after = tree.lookup(path, false);
    const change = changeOf(before, after, digestOf) ?? (before && !after ? goneFrom(tree, before.path) : undefined);
    if (change) versions.push({ ...makerOf(image, layer, rows.get(layer)), ...change });
    realPath = after?.path ?? realPath;
    before = after;
  }
  return realPath === undefined ? undefined : { path: `/${realPath}`, versions };
}

/** Undefined if the path does not exist now, or if the layer did not place it. */
function changeOf(before: FoundNode | undefined, after: FoundNode | undefined, digestOf: DigestOf): Change | undefined {
  if (!after) return undefined;
  const { inode } = after.node;
  if (before && isSameInode(before.node.inode, inode)) return undefined;
  const file = stateOf(inode, digestOf);
  if (!before) return { change: "added", file };
  const isSame = (was: Inode, is: Inode) => {
    const digests = [digestOf(was), digestOf(is)];
    return digests.includes(undefined) ? undefined : digests[0] === digests[1];
  };
  const { differences, contentUnknown } = compareEntries(before.node, after.node, isSame);
  // A folder's time changes whenever its content does.
  if (inode.entry.type === "dir" && differences.every((difference) => difference === "mtime")) return undefined;
  return { change: "changed", file, differences, ...(contentUnknown && { contentUnknown: true as const }) };
}

/** A tree that was made again has other objects for the same files. */
function isSameInode(a: Inode, b: Inode): boolean {
  const isSamePlace = a.layerIndex === b.layerIndex && a.entry.offset === b.entry.offset;
  return a === b || (isSamePlace && a.entry.path === b.entry.path && a.isImplied === b.isImplied);
}

function stateOf(inode: Inode, digestOf: DigestOf): FileState {
  const { type, size, mode, uid, gid, mtime, linkTarget } = inode.entry;
  const digest = type === "file" ? digestOf(inode) : undefined;
  return {
    type,
    size,
    mode,
    uid,
    gid,
    mtime,
    ...(linkTarget !== undefined && { linkTarget }),
    ...(digest !== undefined && { digest }),
  };
}

function goneFrom(tree: FileTree, path: string): Change {
  const parts = path.split("/");
  const folders = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/"));
  const gone = folders.find((folder) => tree.lookup(folder, false)?.node.children === undefined);
  return { change: "deleted", ...(gone !== undefined && { with: `/${gone}` }) };
}

function makerOf(image: HistoryImage, layer: number, row: MatchedRow | undefined) {
  const provenance = row && image.provenance[row.index];
  return {
    layer,
    row: row?.index ?? -1,
    ...parseCreatedBy(row?.entry.created_by ?? ""),
    base: row?.base ?? layer < image.baseLayers,
    ...(provenance && { provenance }),
  };
}
