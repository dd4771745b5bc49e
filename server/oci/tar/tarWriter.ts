import { nameToBytes } from "./fileName.ts";
import { formatPax } from "./paxRecords.ts";
import type { TarHeader } from "./tarEntry.ts";
import { BLOCK, padded } from "./tarEntry.ts";
import { FIELD } from "./tarFields.ts";

/** A header to write; `mtime` is cut to whole seconds, `sparse` is not written. */
export type TarHeaderInput = Omit<TarHeader, "sparse">;

const TYPE_FLAGS = { file: "0", hardlink: "1", symlink: "2", char: "3", block: "4", dir: "5", fifo: "6" } as const;
const ZEROS = Buffer.alloc(BLOCK);

/** The two blocks of zeros at the end of an archive (Go's archive/tar writes no more). */
export const TAR_END: Uint8Array = Buffer.alloc(BLOCK * 2);

/** The zeros that follow a content of `size` bytes. */
export function tarPadding(size: number): Uint8Array {
  return ZEROS.subarray(0, padded(size) - size);
}

/**
 * The header blocks of one member, byte for byte as Go's archive/tar with Format PAX and no user names, which is what
 * Docker and BuildKit write: ustar, with a pax header before it only if something does not fit.
 * A folder's path gets its trailing slash here.
 */
export function tarHeader(input: TarHeaderInput): Buffer {
  const path = input.type === "dir" && !input.path.endsWith("/") ? `${input.path}/` : input.path;
  const size = input.type === "file" ? input.size : 0;
  const entry = { ...input, path, size, mtime: Math.floor(input.mtime) };
  const records = paxRecordsOf(entry);
  const split = records.size === 1 && records.has("path") ? splitPath(path) : undefined;
  if (split !== undefined) return headerBlock({ ...entry, path: split.name }, TYPE_FLAGS[entry.type], split.prefix);
  const main = headerBlock(entry, TYPE_FLAGS[entry.type]);
  if (records.size === 0) return main;
  const data = formatPax(records);
  const name = toAscii(paxName(path)).slice(0, 100).replace(/\/+$/, "");
  const extended = headerBlock({ ...EMPTY, path: name, size: data.length }, "x");
  return Buffer.concat([extended, data, tarPadding(data.length), main]);
}

const EMPTY: TarHeaderInput = { path: "", type: "file", mode: 0, uid: 0, gid: 0, size: 0, mtime: 0 };

/** Go: path.Join(dir, "PaxHeaders.0", file) of path.Split(name). */
function paxName(path: string): string {
  const slash = path.lastIndexOf("/");
  const dir = path.slice(0, slash + 1).replace(/\/+$/, "");
  return [dir, "PaxHeaders.0", path.slice(slash + 1)].filter((part) => part !== "").join("/");
}

/** Go's splitUSTARPath: a long ASCII path at the last slash that leaves it room, if there is one. */
function splitPath(path: string): { prefix: string; name: string } | undefined {
  if (!isAscii(path)) return undefined;
  const [, nameRoom] = FIELD.name;
  const [, prefixRoom] = FIELD.prefix;
  const end = path.length > prefixRoom + 1 ? prefixRoom + 1 : path.length - (path.endsWith("/") ? 1 : 0);
  const slash = path.lastIndexOf("/", end - 1);
  const name = path.slice(slash + 1);
  return slash <= 0 || name.length > nameRoom || name === "" ? undefined : { prefix: path.slice(0, slash), name };
}

function paxRecordsOf(entry: TarHeaderInput): Map<string, Buffer> {
  const records = new Map<string, Buffer>();
  const text = (key: string, value: string, room: number) => {
    if (Buffer.byteLength(value) > room || !isAscii(value)) records.set(key, nameToBytes(value));
  };
  const number = (key: string, value: number, digits: number) => {
    if (value < 0 || value >= 8 ** digits) records.set(key, Buffer.from(String(value)));
  };
  text("path", entry.path, 100);
  text("linkpath", entry.linkTarget ?? "", 100);
  number("uid", entry.uid, 7);
  number("gid", entry.gid, 7);
  number("size", entry.size, 11);
  number("mtime", entry.mtime, 11);
  for (const [name, value] of Object.entries(entry.xattrs ?? {})) {
    records.set(`SCHILY.xattr.${name}`, Buffer.from(value, "base64"));
  }
  return records;
}

function headerBlock(entry: TarHeaderInput, flag: string, prefix = ""): Buffer {
  const block = Buffer.alloc(BLOCK);
  writeText(block, FIELD.name, entry.path);
  writeOctal(block, FIELD.mode, entry.mode);
  writeOctal(block, FIELD.uid, entry.uid);
  writeOctal(block, FIELD.gid, entry.gid);
  writeOctal(block, FIELD.size, entry.size);
  writeOctal(block, FIELD.mtime, entry.mtime);
  block.write(flag, FIELD.type[0], "latin1");
  writeText(block, FIELD.linkname, entry.linkTarget ?? "");
  block.write("ustar\0", FIELD.magic[0], "latin1");
  block.write("00", FIELD.version[0], "latin1");
  // Go leaves the device numbers of a pax header of its own (writeRawFile) empty.
  if (flag !== "x") {
    writeOctal(block, FIELD.devmajor, entry.devMajor ?? 0);
    writeOctal(block, FIELD.devminor, entry.devMinor ?? 0);
  }
  writeText(block, FIELD.prefix, prefix);
  block.fill(0x20, FIELD.checksum[0], FIELD.checksum[0] + 8);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, FIELD.checksum[0], "latin1");
  return block;
}

/** Text that is too long is cut (the pax record has all of it), but not after a slash, which would mean "folder". */
function writeText(block: Buffer, [offset, length]: readonly [number, number], text: string): void {
  const ascii = toAscii(text);
  block.write(ascii.slice(0, length), offset, "latin1");
  if (ascii.length > length && ascii[length - 1] === "/") {
    const kept = ascii.slice(0, length - 1).replace(/\/+$/, "").length;
    block[offset + kept] = 0;
  }
}

/** A number that does not fit is written as 0 (the pax record has it). */
function writeOctal(block: Buffer, [offset, length]: readonly [number, number], value: number): void {
  const fits = value >= 0 && value < 8 ** (length - 1);
  block.write((fits ? value : 0).toString(8).padStart(length - 1, "0"), offset, "latin1");
}

function isAscii(text: string): boolean {
  return /^[\x01-\x7f]*$/.test(text);
}

function toAscii(text: string): string {
  return isAscii(text) ? text : text.replace(/[^\x01-\x7f]/gu, "");
}
