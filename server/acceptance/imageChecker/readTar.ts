import { nameText } from "./nameText.ts";
import {
  type Content,
  contentAfterMap,
  oldSparseNumbers,
  paxSparseNumbers,
  sparseContent,
  wholeContent,
} from "./sparseContent.ts";
import { BLOCK, isEmptyBlock, numberAt, paxPairs, textAt, wholeBlocks } from "./tarBlock.ts";

export type Kind = "file" | "dir" | "symlink" | "hardlink" | "char" | "block" | "fifo";

/** A member of a tar, with its extensions applied. */
export interface Member {
  /** Verbatim. */
  readonly name: string;
  readonly kind: Kind;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: number;
  readonly link: string;
  /** Major and minor number. */
  readonly device: string;
  /** Extended attributes by name, values in hexadecimal. */
  readonly xattrs: ReadonlyMap<string, string>;
  readonly content: Content;
}

const KINDS: Readonly<Record<string, Kind>> = {
  ...{ "1": "hardlink", "2": "symlink", "3": "char", "4": "block", "5": "dir", "6": "fifo" },
};

/** The members of a whole tar: v7, ustar, GNU, and pax. Docker ignores pax records for all members. */
export function readTar(tar: Buffer): Member[] {
  return [...new TarReading(tar).members()];
}

class TarReading {
  readonly #tar: Buffer;
  #at = 0;
  #pairs: (readonly [string, Buffer])[] = [];
  readonly #long = new Map<string, string>();

  constructor(tar: Buffer) {
    this.#tar = tar;
  }

  *members(): Generator<Member> {
    while (this.#at + BLOCK <= this.#tar.length) {
      const block = this.#take(BLOCK);
      if (isEmptyBlock(block)) return;
      const flag = String.fromCharCode(block[156] ?? 0);
      const size = numberAt(block, 124, 12);
      if (flag === "L" || flag === "K") this.#long.set(flag, textAt(this.#take(size), 0, size));
      else if (flag === "g") this.#take(size);
      else if (flag === "x" || flag === "X") this.#pairs = paxPairs(this.#take(size));
      else {
        yield this.#member(block, flag);
        this.#pairs = [];
        this.#long.clear();
      }
    }
  }

  #take(length: number): Buffer {
    const bytes = this.#tar.subarray(this.#at, this.#at + length);
    if (bytes.length < length) throw new Error("the tar is cut");
    this.#at += wholeBlocks(length);
    return bytes;
  }

  #member(block: Buffer, flag: string): Member {
    const pax = new Map(this.#pairs);
    const record = (key: string): Buffer | undefined => (pax.get(key)?.length ? pax.get(key) : undefined);
    const text = (key: string): string | undefined => {
      const value = record(key);
      return value && nameText(value);
    };
    const number = (key: string, offset: number, length: number): number =>
      record(key) === undefined ? numberAt(block, offset, length) : Number(record(key)?.toString());
    const name = this.#long.get("L") ?? text("GNU.sparse.name") ?? text("path") ?? headerName(block);
    const kind = KINDS[flag] ?? (name.endsWith("/") ? "dir" : "file");
    const xattrs = [...pax].filter(([key]) => key.startsWith("SCHILY.xattr."));
    return {
      name,
      kind,
      mode: numberAt(block, 100, 8) & 0o7777,
      uid: number("uid", 108, 8),
      gid: number("gid", 116, 8),
      mtime: number("mtime", 136, 12),
      link: this.#long.get("K") ?? text("linkpath") ?? textAt(block, 157, 100),
      device: kind === "char" || kind === "block" ? `${numberAt(block, 329, 8)}:${numberAt(block, 337, 8)}` : "",
      xattrs: new Map(xattrs.map(([key, value]) => [key.slice("SCHILY.xattr.".length), value.toString("hex")])),
      content:
        kind === "file" ? this.#content(block, flag, number("size", 124, 12), pax) : wholeContent(Buffer.alloc(0)),
    };
  }

  #content(block: Buffer, flag: string, stored: number, pax: ReadonlyMap<string, Buffer>): Content {
    if (flag === "S") {
      const numbers = oldSparseNumbers(block, 386, 4);
      for (let more = block[482] !== 0; more; ) {
        const next = this.#take(BLOCK);
        numbers.push(...oldSparseNumbers(next, 0, 21));
        more = next[504] !== 0;
      }
      return sparseContent(numberAt(block, 483, 12), numbers, this.#take(stored));
    }
    const bytes = this.#take(stored);
    const size = pax.get("GNU.sparse.realsize") ?? pax.get("GNU.sparse.size");
    if (size === undefined) return wholeContent(bytes);
    if (pax.get("GNU.sparse.major")?.toString() === "1") return contentAfterMap(Number(size.toString()), bytes);
    return sparseContent(Number(size.toString()), paxSparseNumbers(this.#pairs), bytes);
  }
}

/** Only ustar has a prefix: GNU keeps times there. */
function headerName(block: Buffer): string {
  const prefix = block.toString("latin1", 257, 263) === "ustar\0" ? textAt(block, 345, 155) : "";
  return (prefix === "" ? "" : `${prefix}/`) + textAt(block, 0, 100);
}
