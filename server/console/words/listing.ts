import { visibleName } from "../text/visibleText.ts";
import { type Cell, inColumns } from "./columns.ts";

export interface Entry {
  /** As shown. */
  readonly name: string;
  readonly isFolder: boolean;
  readonly mode: number;
  readonly size: number;
}

export interface ListingStyle {
  readonly isLong: boolean;
  readonly isHuman: boolean;
  /** Of the terminal; undefined if it is none. */
  readonly width: number | undefined;
}

/** Entries of a folder as `ls` prints them. */
export function listing(entries: readonly Entry[], { isLong, isHuman, width }: ListingStyle): string {
  const cells = entries.map((entry) => shownName(entry, width !== undefined));
  if (!isLong) return inColumns(cells, width ?? 1);
  const sizes = entries.map(({ size }) => (isHuman ? humanSize(size) : `${size}`));
  const widest = Math.max(0, ...sizes.map(({ length }) => length));
  return entries
    .map((entry, index) => `${modeText(entry)} ${(sizes[index] ?? "").padStart(widest)} ${cells[index]?.shown ?? ""}\n`)
    .join("");
}

/** Folders are blue and executable files green on a terminal. */
function shownName({ name, isFolder, mode }: Entry, isTerminal: boolean): Cell {
  if (!isTerminal) return { shown: name, width: name.length };
  const plain = visibleName(name);
  const color = isFolder ? "1;34" : (mode & 0o111) !== 0 ? "1;32" : undefined;
  return { shown: color === undefined ? plain : `\x1b[${color}m${plain}\x1b[0m`, width: plain.length };
}

function modeText({ isFolder, mode }: Entry): string {
  const rights = [..."rwxrwxrwx"].map((letter, index) => ((mode >> (8 - index)) & 1 ? letter : "-"));
  return (isFolder ? "d" : "-") + rights.join("");
}

/** As `ls -h`: powers of 1024, rounded up. */
function humanSize(size: number): string {
  let [value, unit] = [size, ""];
  for (const next of ["K", "M", "G"]) {
    if (value < 1024) break;
    [value, unit] = [value / 1024, next];
  }
  if (unit === "") return `${size}`;
  return `${value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : Math.ceil(value)}${unit}`;
}
