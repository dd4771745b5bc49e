import type { ListedEntry } from "#contract/imageEntries.ts";
import type { EntryList } from "./entryList.ts";

type Inside = NonNullable<ListedEntry["inside"]>;

const COLUMNS = ["files", "bytes", "deletedFiles", "deletedBytes", "entries", "touched"] as const;

/** Sums of what fits, so that those of any folder are a subtraction. */
export class FolderSums {
  /** By row: the sum over all rows before it. */
  readonly #before: Record<keyof Inside, Float64Array>;
  /** By folder: bytes of files that have several names in it, counted once too often for each further name. */
  readonly #repeated: { readonly bytes: Float64Array; readonly deletedBytes: Float64Array };
  readonly #ends: readonly number[];

  constructor(list: EntryList, fits: Uint8Array) {
    const length = list.rows.rows.length + 1;
    const column = () => new Float64Array(length);
    this.#ends = list.rows.ends;
    this.#before = {
      files: column(),
      bytes: column(),
      deletedFiles: column(),
      deletedBytes: column(),
      entries: column(),
      touched: column(),
    };
    this.#repeated = { bytes: column(), deletedBytes: column() };
    this.#addRows(list, fits);
    this.#findRepeated(list, fits);
  }

  /** Over what is in a row's folder, without itself. */
  inside(row: number): Inside {
    const end = this.#ends[row] ?? 0;
    const sum = (name: keyof Inside) => (this.#before[name][end] ?? 0) - (this.#before[name][row + 1] ?? 0);
    const repeated = (name: "bytes" | "deletedBytes") =>
      (this.#repeated[name][end] ?? 0) - (this.#repeated[name][row] ?? 0);
    return {
      files: sum("files"),
      bytes: sum("bytes") - repeated("bytes"),
      deletedFiles: sum("deletedFiles"),
      deletedBytes: sum("deletedBytes") - repeated("deletedBytes"),
      entries: sum("entries"),
      touched: sum("touched"),
    };
  }

  #addRows(list: EntryList, fits: Uint8Array): void {
    const sums = this.#before;
    for (const [row, { node, change }] of list.rows.rows.entries()) {
      for (const name of COLUMNS) sums[name][row + 1] = sums[name][row] ?? 0;
      if (fits[row] !== 1) continue;
      const add = (name: keyof Inside, amount: number) => {
        sums[name][row + 1] = (sums[name][row + 1] ?? 0) + amount;
      };
      const isDeleted = change === "deleted";
      add("entries", 1);
      if (change !== "unchanged") add("touched", 1);
      if (node.children !== undefined) continue;
      add(isDeleted ? "deletedFiles" : "files", 1);
      add(isDeleted ? "deletedBytes" : "bytes", list.sizeOf(row));
    }
  }

  /** Two names that follow each other in the walk are counted twice in the folders that have both: from the lowest up. */
  #findRepeated(list: EntryList, fits: Uint8Array): void {
    const last = { bytes: new Map<object, number>(), deletedBytes: new Map<object, number>() };
    for (const row of linkedRows(list)) {
      if (fits[row] !== 1) continue;
      const name = list.rows.rows[row]?.change === "deleted" ? "deletedBytes" : "bytes";
      const { inode } = list.nodeOf(row);
      const previous = last[name].get(inode);
      last[name].set(inode, row);
      if (previous === undefined) continue;
      const folder = commonFolder(list.rows.parents, previous, row);
      this.#repeated[name][folder + 1] = (this.#repeated[name][folder + 1] ?? 0) + list.sizeOf(row);
    }
    for (const column of [this.#repeated.bytes, this.#repeated.deletedBytes]) {
      for (let row = 1; row < column.length; row += 1) column[row] = (column[row] ?? 0) + (column[row - 1] ?? 0);
    }
  }
}

const wholes = new WeakMap<EntryList, FolderSums>();

/** The sums over everything, without a filter. */
export function wholeSums(list: EntryList): FolderSums {
  const known = wholes.get(list);
  if (known !== undefined) return known;
  const sums = new FolderSums(list, new Uint8Array(list.rows.rows.length).fill(1));
  wholes.set(list, sums);
  return sums;
}

/** The rows of files that have several names in the list. */
function linkedRows({ rows: { rows } }: EntryList): number[] {
  const linked = new Set(rows.filter(({ node }) => node.hardLink !== undefined).map(({ node }) => node.inode));
  if (linked.size === 0) return [];
  return rows.flatMap(({ node }, row) => (linked.has(node.inode) ? [row] : []));
}

/** A folder comes before everything in it, so the later of two is never above the other. */
function commonFolder(parents: readonly number[], a: number, b: number): number {
  let [one, other] = [a, b];
  while (one !== other) {
    if (one > other) one = parents[one] ?? 0;
    else other = parents[other] ?? 0;
  }
  return one;
}
