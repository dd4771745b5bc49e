import type { ListedEntry } from "#contract/imageEntries.ts";
import type { EntryList } from "./entryList.ts";
import { type RepeatedBytes, repeatedBytes } from "./repeatedBytes.ts";

type Inside = NonNullable<ListedEntry["inside"]>;

/** Sums of what fits, so that those of any folder are a subtraction: of each row, the sum over all rows before it. */
export class FolderSums {
  readonly #files: Uint32Array;
  readonly #bytes: Float64Array;
  readonly #deletedFiles: Uint32Array;
  readonly #deletedBytes: Float64Array;
  readonly #entries: Uint32Array;
  readonly #touched: Uint32Array;
  readonly #repeated: RepeatedBytes | undefined;
  readonly #ends: Int32Array;

  constructor(list: EntryList, fits: Uint8Array) {
    const length = list.rows.count + 1;
    this.#ends = list.rows.ends;
    this.#files = new Uint32Array(length);
    this.#bytes = new Float64Array(length);
    this.#deletedFiles = new Uint32Array(length);
    this.#deletedBytes = new Float64Array(length);
    this.#entries = new Uint32Array(length);
    this.#touched = new Uint32Array(length);
    this.#add(list, fits);
    this.#repeated = repeatedBytes(list, fits);
  }

  /** Over what is in a row's folder, without itself. */
  inside(row: number): Inside {
    const end = this.#ends[row] ?? 0;
    const sum = (column: Uint32Array | Float64Array) => (column[end] ?? 0) - (column[row + 1] ?? 0);
    const repeated = this.#repeated?.in(row, end);
    return {
      files: sum(this.#files),
      bytes: sum(this.#bytes) - (repeated?.bytes ?? 0),
      deletedFiles: sum(this.#deletedFiles),
      deletedBytes: sum(this.#deletedBytes) - (repeated?.deletedBytes ?? 0),
      entries: sum(this.#entries),
      touched: sum(this.#touched),
    };
  }

  #add(list: EntryList, fits: Uint8Array): void {
    const sum: Inside = { files: 0, bytes: 0, deletedFiles: 0, deletedBytes: 0, entries: 0, touched: 0 };
    for (let row = 0; row < list.rows.count; row += 1) {
      if (fits[row] === 1) count(sum, list, row);
      this.#files[row + 1] = sum.files;
      this.#bytes[row + 1] = sum.bytes;
      this.#deletedFiles[row + 1] = sum.deletedFiles;
      this.#deletedBytes[row + 1] = sum.deletedBytes;
      this.#entries[row + 1] = sum.entries;
      this.#touched[row + 1] = sum.touched;
    }
  }
}

function count(sum: Inside, list: EntryList, row: number): void {
  const change = list.rows.changeOf(row);
  sum.entries += 1;
  if (change !== "unchanged") sum.touched += 1;
  if (list.nodeOf(row).children !== undefined) return;
  const size = list.sizeOf(row);
  if (change === "deleted") {
    sum.deletedFiles += 1;
    sum.deletedBytes += size;
  } else {
    sum.files += 1;
    sum.bytes += size;
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
