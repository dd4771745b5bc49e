import type { ImageComparison } from "#contract/imageComparison.ts";
import type { EntryDifference } from "#contract/imageEntries.ts";
import { childrenOf, nodesBelow } from "#server/oci/inspect/treeChanges.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { comparePaths } from "#server/oci/store/pathOrder.ts";
import type { FoundNode, Inode, TreeNode } from "#server/oci/store/treeNode.ts";
import { type DigestOf, nodeDifferences } from "./nodeDifferences.ts";

/** A path that differs. Without `before` it was added, without `after` deleted. */
export interface PathDifference {
  /** Relative, without a leading slash. */
  readonly path: string;
  readonly before?: Inode;
  readonly after?: Inode;
  /** For a path that both have. */
  readonly differences: readonly EntryDifference[];
}

export interface TreeDifferences {
  /** As a walk through folders meets them; at most `limit`. */
  readonly paths: readonly PathDifference[];
  /** Over all, also those beyond the limit. */
  readonly files: ImageComparison["files"];
}

interface Pair {
  readonly path: string;
  readonly before: TreeNode | undefined;
  readonly after: TreeNode | undefined;
}

/** What differs between two trees of files, path by path. */
export function compareTrees(
  before: TreeNode,
  after: TreeNode,
  { digestOf, limit }: { readonly digestOf: DigestOf; readonly limit: number },
): TreeDifferences {
  const counted = new Counts();
  const paths: PathDifference[] = [];
  const take = (difference: PathDifference) => {
    counted.count(difference);
    if (paths.length < limit) paths.push(difference);
  };
  // No recursion: the author of the layers decides how deep folders are nested.
  const waiting: Pair[] = [{ path: "", before, after }];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const { before: old, after: now } = pair;
    if (old === undefined || now === undefined) {
      takeAll(pair, take);
      continue;
    }
    const differences = nodeDifferences(old.inode, now.inode, digestOf);
    if (differences.length > 0) take({ path: pair.path, before: old.inode, after: now.inode, differences });
    pushChildren(waiting, pair);
  }
  return { paths: paths.sort((a, b) => comparePaths(a.path, b.path)), files: counted.files };
}

/** Everything at a path that only one of the trees has. */
function takeAll({ path, before, after }: Pair, take: (difference: PathDifference) => void): void {
  const node = before ?? after;
  if (node === undefined) return;
  for (const { path: at, node: found } of nodesBelow({ path, node })) {
    const side = before === undefined ? { after: found.inode } : { before: found.inode };
    take({ path: at, ...side, differences: [] });
  }
}

function pushChildren(waiting: Pair[], { path, before, after }: Pair): void {
  if (before === undefined || after === undefined || before.children === after.children) return;
  for (const { path: at, node } of sideOf(path, after)) {
    const there = before.children?.get(node.name);
    if (there !== node) waiting.push({ path: at, before: there, after: node });
  }
  for (const { path: at, node } of sideOf(path, before)) {
    if (after.children?.has(node.name) !== true) waiting.push({ path: at, before: node, after: undefined });
  }
}

const sideOf = (path: string, node: TreeNode): Generator<FoundNode> => childrenOf({ path, node });

type Kind = "added" | "deleted" | "changed";

class Counts {
  readonly #kinds: Readonly<Record<Kind, KindCount>> = {
    added: new KindCount(),
    deleted: new KindCount(),
    changed: new KindCount(),
  };
  #timesOnly = 0;

  count(difference: PathDifference): void {
    const { before, after, differences } = difference;
    if (isTimeOnly(differences)) this.#timesOnly += 1;
    else this.#kinds[before === undefined ? "added" : after === undefined ? "deleted" : "changed"].count(difference);
  }

  get files(): ImageComparison["files"] {
    const { added, deleted, changed } = this.#kinds;
    return {
      added: { ...added.paths, bytes: added.after.bytes },
      deleted: { ...deleted.paths, bytes: deleted.before.bytes },
      changed: { ...changed.paths, bytes: changed.after.bytes - changed.before.bytes },
      timesOnly: this.#timesOnly,
    };
  }
}

class KindCount {
  readonly paths = { files: 0, folders: 0 };
  readonly before = new Contents();
  readonly after = new Contents();

  count({ before, after }: PathDifference): void {
    if ((after ?? before)?.entry.type === "dir") this.paths.folders += 1;
    else this.paths.files += 1;
    if (before !== undefined) this.before.add(before.entry);
    if (after !== undefined) this.after.add(after.entry);
  }
}

/** Bytes of files; those of hard links once. */
class Contents {
  bytes = 0;
  readonly #seen = new Set<LayerEntry>();

  add(entry: LayerEntry): void {
    if (entry.type !== "file" || this.#seen.has(entry)) return;
    this.#seen.add(entry);
    this.bytes += entry.size;
  }
}

/** The same file, written at another time. */
export const isTimeOnly = (differences: readonly EntryDifference[]): boolean =>
  differences.length === 1 && differences[0] === "mtime";
