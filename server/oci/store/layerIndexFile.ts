import type { TarEntryType } from "#server/oci/tar/tarEntry.ts";
import { parseDigest } from "./digest.ts";
import type { LayerEntry } from "./layerEntry.ts";

/** Raise when the format or the meaning of an index changes: older ones are then made again. */
const VERSION = 2;

/** How the file of this version starts. */
export const INDEX_START = `{"version":${VERSION},`;

const LETTERS: Record<TarEntryType, string> = {
  file: "f",
  dir: "d",
  symlink: "l",
  hardlink: "h",
  char: "c",
  block: "b",
  fifo: "p",
};
const TYPES = new Map(Object.entries(LETTERS).map(([type, letter]) => [letter, type as TarEntryType]));

/** Rare fields, by index of the entry. */
type Rare = Pick<LayerEntry, "linkTarget" | "devMajor" | "devMinor" | "xattrs" | "sparse" | "digest" | "whiteout">;

/** Columns rather than rows: JSON.parse of arrays of numbers is several times faster than of objects. */
interface Columns {
  version: number;
  paths: string[];
  types: string;
  numbers: number[];
  rare: Record<string, Rare>;
}

/** mode, uid, gid, size, mtime, offset. */
const PER_ENTRY = 6;

export function encodeLayerIndex(entries: readonly LayerEntry[]): string {
  const columns: Columns = { version: VERSION, paths: [], types: "", numbers: [], rare: {} };
  for (const [index, entry] of entries.entries()) {
    columns.paths.push(entry.path);
    columns.types += LETTERS[entry.type];
    columns.numbers.push(entry.mode, entry.uid, entry.gid, entry.size, entry.mtime, entry.offset);
    const rare = rareOf(entry);
    if (rare !== undefined) columns.rare[index] = rare;
  }
  return JSON.stringify(columns);
}

function rareOf(entry: LayerEntry): Rare | undefined {
  const { linkTarget, devMajor, devMinor, xattrs, sparse, digest, whiteout } = entry;
  const rare = Object.entries({ linkTarget, devMajor, devMinor, xattrs, sparse, digest, whiteout });
  const there = rare.filter(([, value]) => value !== undefined);
  return there.length === 0 ? undefined : Object.fromEntries(there);
}

/** Throws if the text is not an index of this version. Only Strata writes it: it is checked for damage, not for malice. */
export function decodeLayerIndex(text: string): LayerEntry[] {
  const columns: Columns = JSON.parse(text);
  const { paths, types, numbers, rare } = columns;
  const whole = columns.version === VERSION && types.length === paths.length;
  if (!whole || numbers.length !== paths.length * PER_ENTRY) throw new Error("the layer index is of another version");
  return paths.map((path, index) => {
    const at = index * PER_ENTRY;
    const number = (column: number) => numbers[at + column] ?? 0;
    const type = TYPES.get(types[index] ?? "");
    if (type === undefined) throw new Error("the layer index is damaged");
    const entry = {
      path,
      type,
      mode: number(0),
      uid: number(1),
      gid: number(2),
      size: number(3),
      mtime: number(4),
      offset: number(5),
    };
    const more = rare[index];
    if (more === undefined) return entry;
    return more.digest === undefined ? { ...entry, ...more } : { ...entry, ...more, digest: parseDigest(more.digest) };
  });
}
