import type { ListedEntry } from "#contract/imageEntries.ts";
import type { EntryList } from "./entryList.ts";
import { type RepeatedBytes, repeatedBytes } from "./repeatedBytes.ts";

type Inside = NonNullable<ListedEntry["inside"]>;

/** A running sum is kept for each so many rows. One for each row is ten times the memory of the rows, for every view. */
const BLOCK = 32;
const COLUMNS = [
  "files",
  "bytes",
  "deletedFiles",
  "deletedBytes",
  "entries",
  "touched",
] as const satisfies readonly (keyof Inside)[];

/** Sums of what fits, so that those of any folder are a subtraction and a look at a few rows. */
export class FolderSums {
  readonly #list: EntryList;
  readonly #fits: Uint8Array;
  /** Of each block, the sums over all rows before it, column by column. */
  readonly #before: Float64Array;
  readonly #repeated: RepeatedBytes | undefined;

  constructor(list: EntryList, fits: Uint8Array) {
    this.#list = list;
    this.#fits = fits;
    this.#before = runningSums(list, fits);
    this.#repeated = repeatedBytes(list, fits);
  }

  /** Over what is in a row's folder, without itself. */
  inside(row: number): Inside {
    const end = this.#list.rows.endOf(row);
    const sums = this.#between(row + 1, end);
    const repeated = this.#repeated?.in(row, end);
    sums.bytes -= repeated?.bytes ?? 0;
    sums.deletedBytes -= repeated?.deletedBytes ?? 0;
    return sums;
  }

  #between(from: number, end: number): Inside {
    const sums = nothing();
    if (end - from <= BLOCK) {
      for (let row = from; row < end; row += 1) this.#add(sums, row, 1);
      return sums;
    }
    this.#addBefore(sums, end, 1);
    this.#addBefore(sums, from, -1);
    return sums;
  }

  #addBefore(sums: Inside, row: number, sign: 1 | -1): void {
    const block = Math.floor(row / BLOCK);
    for (const [column, name] of COLUMNS.entries()) {
      sums[name] += sign * (this.#before[block * COLUMNS.length + column] ?? 0);
    }
    for (let at = block * BLOCK; at < row; at += 1) this.#add(sums, at, sign);
  }

  #add(sums: Inside, row: number, sign: 1 | -1): void {
    if (this.#fits[row] === 1) count(sums, this.#list, row, sign);
  }
}

function runningSums(list: EntryList, fits: Uint8Array): Float64Array {
  const { count: rows } = list.rows;
  const before = new Float64Array((Math.floor(rows / BLOCK) + 1) * COLUMNS.length);
  const sums = nothing();
  for (let row = 0; row <= rows; row += 1) {
    if (row % BLOCK === 0)
      before.set(
        COLUMNS.map((name) => sums[name]),
        (row / BLOCK) * COLUMNS.length,
      );
    if (fits[row] === 1) count(sums, list, row, 1);
  }
  return before;
}

function nothing(): Inside {
  return { files: 0, bytes: 0, deletedFiles: 0, deletedBytes: 0, entries: 0, touched: 0 };
}

function count(sums: Inside, list: EntryList, row: number, sign: 1 | -1): void {
  const change = list.rows.changeOf(row);
  sums.entries += sign;
  if (change !== "unchanged") sums.touched += sign;
  if (list.nodeOf(row).children !== undefined) return;
  const size = sign * list.sizeOf(row);
  if (change === "deleted") {
    sums.deletedFiles += sign;
    sums.deletedBytes += size;
  } else {
    sums.files += sign;
    sums.bytes += size;
  }
}

const wholes = new WeakMap<EntryList, FolderSums>();

/** The sums over everything, without a filter. */
export function wholeSums(list: EntryList): FolderSums {
  const known = wholes.get(list);
  if (known !== undefined) return known;
  const sums = new FolderSums(list, new Uint8Array(list.rows.count).fill(1));
  wholes.set(list, sums);
  return sums;
}
