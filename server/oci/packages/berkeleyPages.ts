const HASH = 0x06_15_61;
const OTHERS: readonly number[] = [0x05_31_62, 0x04_22_53];
/** Bytes before the entries of a page. */
const HEADER = 26;
const AT = { magic: 12, pageSize: 20, encryption: 24, next: 16, entries: 20, length: 22, type: 25 } as const;

/** The pages of a file of Berkeley DB, in the order of bytes of the machine that wrote it. A page that is not there has type 0. */
export interface BerkeleyPages {
  readonly size: number;
  readonly count: number;
  readonly typeOf: (page: number) => number;
  readonly nextOf: (page: number) => number;
  /** Where keys and values begin, by turns. Undefined if that is not on the page. */
  readonly entriesOf: (page: number) => number[] | undefined;
  readonly bytesOf: (page: number, from: number, to: number) => Buffer | undefined;
  /** The part of a large value that an overflow page has. */
  readonly overflowOf: (page: number) => Buffer | undefined;
  readonly number: (bytes: Buffer, at: number) => number;
}

/** Files that are encrypted, and those that are no hash, are of another format. */
export function openPages(file: Buffer): BerkeleyPages | "damaged" | "format" {
  if (file.length < 512) return "damaged";
  const isBig = [HASH, ...OTHERS].includes(file.readUInt32BE(AT.magic));
  const number = (bytes: Buffer, at: number) => (isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  const short = (bytes: Buffer, at: number) => (isBig ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at));
  const magic = number(file, AT.magic);
  if (OTHERS.includes(magic) || (magic === HASH && file[AT.encryption] !== 0)) return "format";
  const size = number(file, AT.pageSize);
  if (magic !== HASH || size < 512 || size > 65_536 || (size & (size - 1)) !== 0) return "damaged";
  const count = Math.floor(file.length / size);
  const pageOf = (page: number) => file.subarray(page * size, (page + 1) * size);
  const bytesOf = (page: number, from: number, to: number) =>
    page < count && HEADER <= from && from < to && to <= size ? pageOf(page).subarray(from, to) : undefined;
  return {
    size,
    count,
    number,
    bytesOf,
    typeOf: (page) => (page < count ? (pageOf(page)[AT.type] ?? 0) : 0),
    nextOf: (page) => number(pageOf(page), AT.next),
    entriesOf: (page) => {
      const bytes = pageOf(page);
      const entries = short(bytes, AT.entries);
      if (HEADER + entries * 2 > size) return undefined;
      return Array.from({ length: entries }, (_, index) => short(bytes, HEADER + index * 2));
    },
    overflowOf: (page) => bytesOf(page, HEADER, HEADER + short(pageOf(page), AT.length)),
  };
}
