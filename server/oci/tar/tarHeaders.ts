import { nameFromBytes } from "./fileName.ts";
import type { PaxRecords } from "./paxRecords.ts";
import { parsePax, paxNumber, paxText } from "./paxRecords.ts";
import { checkedParts, MAX_SPARSE_PARTS, paxSparse, readParts } from "./sparseMap.ts";
import type { SparsePart, TarEntryType, TarHeader } from "./tarEntry.ts";
import { TarError } from "./tarEntry.ts";
import { checksumHolds, FIELD, readNumber, readText } from "./tarFields.ts";

/** What the reader must do after a header block. */
export type HeaderStep =
  /** Read `size` bytes (padded to blocks) and give them to `extension`. */
  | { readonly kind: "extension"; readonly size: number }
  /** Read blocks of 512 and give each to `sparseBlock` until it returns a member. */
  | { readonly kind: "sparse" }
  | ({ readonly kind: "member" } & Member);

/** A member, and the number of its stored bytes (less than `header.size` for sparse files). */
export interface Member {
  readonly header: TarHeader;
  readonly stored: number;
  /** True if the content starts with a sparse map (pax 1.0): read it with `sparseMapInContent`. */
  readonly mapInContent: boolean;
}

/** Largest extension header (pax records, long name), bytes: as in Go's archive/tar. */
const MAX_EXTENSION = 1024 * 1024;

const TYPES: Record<string, TarEntryType> = {
  "0": "file",
  "\0": "file",
  "7": "file",
  S: "file",
  "1": "hardlink",
  "2": "symlink",
  "3": "char",
  "4": "block",
  "5": "dir",
  "6": "fifo",
};

/**
 * Parses header blocks into members: ustar, old v7, pax, GNU long names, base-256 numbers, and sparse files. Global pax
 * records are left out, as Go's archive/tar does, and so Docker. It does no I/O, so that a stream and a file can share it.
 * Throws a TarError.
 */
export class TarHeaders {
  #local: PaxRecords = new Map();
  #longName: string | undefined;
  #longLink: string | undefined;
  #extensionType = "";
  #pending: { block: Buffer; parts: SparsePart[] } | undefined;

  /** `block` is 512 bytes and not all zero. */
  block(block: Buffer): HeaderStep {
    if (!checksumHolds(block)) throw new TarError("A header is damaged: its checksum does not match.");
    const type = String.fromCharCode(block[FIELD.type[0]] ?? 0);
    if ("xgLKX".includes(type)) {
      const size = readNumber(block, FIELD.size);
      if (size < 0 || size > MAX_EXTENSION) throw new TarError(`An extended header is too large (${size} bytes).`);
      this.#extensionType = type;
      return { kind: "extension", size };
    }
    if (type === "S") {
      this.#pending = { block: Buffer.from(block), parts: readParts(block, 386, 4) };
      if (block[482] !== 0) return { kind: "sparse" };
      return this.#finishOldSparse();
    }
    return { kind: "member", ...this.#member(block, type) };
  }

  extension(bytes: Buffer): void {
    const text = () => nameFromBytes(bytes).replace(/\0.*$/s, "");
    if (this.#extensionType === "L") this.#longName = text();
    else if (this.#extensionType === "K") this.#longLink = text();
    else if (this.#extensionType !== "g") this.#local = parsePax(bytes);
  }

  /** A continuation of GNU's old sparse map; undefined if another follows. */
  sparseBlock(block: Buffer): HeaderStep {
    this.#pending?.parts.push(...readParts(block, 0, 21));
    if ((this.#pending?.parts.length ?? 0) > MAX_SPARSE_PARTS) throw new TarError("A sparse file has too many parts.");
    return block[504] === 0 ? this.#finishOldSparse() : { kind: "sparse" };
  }

  #finishOldSparse(): HeaderStep {
    const pending = this.#pending;
    if (pending === undefined) throw new TarError("Unexpected sparse map.");
    this.#pending = undefined;
    const real = readNumber(pending.block, [483, 12]);
    const { header, stored } = this.#member(pending.block, "S");
    const sparse = checkedParts(pending.parts, real, stored);
    return { kind: "member", header: { ...header, size: real, sparse }, stored, mapInContent: false };
  }

  /** The member's names, from its extensions if there are any; these are then used up. */
  #names(block: Buffer, pax: PaxRecords): { name: string; link: string } {
    const name = this.#longName ?? paxText(pax, "GNU.sparse.name") ?? paxText(pax, "path") ?? shortName(block);
    const link = this.#longLink ?? paxText(pax, "linkpath") ?? readText(block, FIELD.linkname);
    this.#local = new Map();
    this.#longName = undefined;
    this.#longLink = undefined;
    return { name, link };
  }

  #member(block: Buffer, typeFlag: string): Member {
    const pax = this.#local;
    const { name, link } = this.#names(block, pax);

    const type = memberType(typeFlag, name);
    const declared = paxNumber(pax, "size") ?? readNumber(block, FIELD.size);
    if (declared < 0 || !Number.isSafeInteger(declared)) throw new TarError(`The size of ${name} is not valid.`);
    const stored = type === "file" ? declared : 0;
    const sparse = type === "file" ? paxSparse(pax) : undefined;
    const xattrs = readXattrs(pax);
    const header: TarHeader = {
      path: name.replace(/\/+$/, ""),
      type,
      mode: readNumber(block, FIELD.mode) & 0o7777,
      uid: ownerId(paxNumber(pax, "uid") ?? readNumber(block, FIELD.uid)),
      gid: ownerId(paxNumber(pax, "gid") ?? readNumber(block, FIELD.gid)),
      size: sparse?.size ?? stored,
      mtime: paxNumber(pax, "mtime") ?? readNumber(block, FIELD.mtime),
      ...(type === "symlink" || type === "hardlink" ? { linkTarget: link } : {}),
      ...(type === "char" || type === "block" ? deviceNumbers(block) : {}),
      ...(xattrs === undefined ? {} : { xattrs }),
      ...(sparse?.parts === undefined ? {} : { sparse: checkedParts(sparse.parts, sparse.size, stored) }),
    };
    return { header, stored, mapInContent: sparse !== undefined && sparse.parts === undefined };
  }
}

/** An unknown type is read as a regular file (POSIX); a trailing slash makes a folder only without a type, as in v7. */
function memberType(typeFlag: string, name: string): TarEntryType {
  const isFolder = typeFlag === "\0" && name.endsWith("/");
  return isFolder ? "dir" : (TYPES[typeFlag] ?? "file");
}

/** chown(2) takes 32 bits, and -1 leaves the file to root, who unpacks it. */
function ownerId(id: number): number {
  const bits = id >>> 0;
  return bits === 0xffff_ffff ? 0 : bits;
}

function deviceNumbers(block: Buffer): Pick<TarHeader, "devMajor" | "devMinor"> {
  return { devMajor: readNumber(block, FIELD.devmajor) >>> 0, devMinor: readNumber(block, FIELD.devminor) >>> 0 };
}

function shortName(block: Buffer): string {
  const name = readText(block, FIELD.name);
  const isUstar = block.toString("latin1", 257, 263) === "ustar\0";
  const prefix = isUstar ? readText(block, FIELD.prefix) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

const XATTR_PREFIX = "SCHILY.xattr.";

function readXattrs(pax: PaxRecords): Record<string, string> | undefined {
  let xattrs: Record<string, string> | undefined;
  for (const [key, value] of pax) {
    if (!key.startsWith(XATTR_PREFIX)) continue;
    xattrs ??= {};
    xattrs[key.slice(XATTR_PREFIX.length)] = value.toString("base64");
  }
  return xattrs;
}
