import { emptyTree, type FileTree } from "#server/oci/store/fileTree.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";

const NO_LAYER = `sha256:${"0".repeat(64)}` as const;

/**
 * A layer's entries, so that they can be made one after another in an empty folder, with the same result as
 * `applyLayer`. Whiteouts go first, because they hide only lower layers, wherever they are in the tar. Links of the
 * layer among an entry's parents are followed.
 */
export function* inMakingOrder(entries: readonly LayerEntry[]): Generator<LayerEntry> {
  yield* whiteoutsOf(entries);
  const links = new Set<string>();
  let own: FileTree | undefined;
  for (const entry of entries) {
    if (entry.whiteout !== undefined) continue;
    if (entry.type === "symlink") links.add(entry.path);
    const target = entry.type === "hardlink" ? (entry.linkTarget ?? "") : "";
    if (links.size === 0 || !(hasAbove(links, entry.path) || hasAbove(links, target))) {
      yield entry;
      continue;
    }
    own ??= emptyTree().withLayer(NO_LAYER, entries);
    yield { ...entry, path: ledTo(own, entry.path), ...(target !== "" && { linkTarget: ledTo(own, target) }) };
  }
}

/** A folder that the layer deletes and makes again is opaque: a whiteout would be replaced by it, and hide nothing. */
function* whiteoutsOf(entries: readonly LayerEntry[]): Generator<LayerEntry> {
  const whiteouts = entries.filter(({ whiteout }) => whiteout !== undefined);
  if (whiteouts.length === 0) return;
  const hidden = new Set(whiteouts.filter(({ whiteout }) => whiteout === "file").map(({ path }) => path));
  const made = new Set<string>();
  for (const { path, type, whiteout } of entries) {
    if (whiteout !== undefined) continue;
    if (type === "dir" && hidden.has(path)) made.add(path);
    for (const above of pathsAbove(path)) if (hidden.has(above)) made.add(above);
  }
  for (const entry of whiteouts) {
    if (hasAbove(hidden, entry.path)) continue;
    yield made.has(entry.path) && entry.whiteout === "file" ? { ...entry, type: "dir", whiteout: "opaque" } : entry;
  }
}

function ledTo(tree: FileTree, path: string): string {
  const slash = path.lastIndexOf("/");
  if (slash === -1) return path;
  const folder = tree.lookup(path.slice(0, slash));
  return folder?.node.children === undefined ? path : `${folder.path}${path.slice(slash)}`.replace(/^\//, "");
}

function hasAbove(paths: ReadonlySet<string>, path: string): boolean {
  for (const above of pathsAbove(path)) if (paths.has(above)) return true;
  return false;
}

function* pathsAbove(path: string): Generator<string> {
  for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1)) yield path.slice(0, slash);
}
