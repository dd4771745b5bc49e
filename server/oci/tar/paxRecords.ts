import { nameFromBytes } from "./fileName.ts";
import { TarError } from "./tarEntry.ts";

/** Values are kept as bytes: extended attributes are not text. */
export type PaxRecords = Map<string, Buffer>;

/** GNU's sparse format 0.0 repeats these two for each part; they are joined into one record, as in 0.1. */
const SPARSE_PAIR: readonly string[] = ["GNU.sparse.offset", "GNU.sparse.numbytes"];

/** `LENGTH KEY=VALUE\n` records of a pax extended header (POSIX.1-2001). Throws a TarError. */
export function parsePax(bytes: Buffer): PaxRecords {
  const records: PaxRecords = new Map();
  const sparse: Buffer[] = [];
  let position = 0;
  while (position < bytes.length) {
    const space = bytes.indexOf(0x20, position);
    const length = space === -1 ? Number.NaN : Number(bytes.toString("latin1", position, space));
    const end = position + length;
    const equals = bytes.indexOf(0x3d, space + 1);
    const whole = Number.isSafeInteger(length) && end <= bytes.length && bytes[end - 1] === 0x0a;
    if (!whole || equals === -1 || equals >= end) throw new TarError("A pax header is malformed.");
    const key = bytes.toString("utf8", space + 1, equals);
    const value = bytes.subarray(equals + 1, end - 1);
    if (key === SPARSE_PAIR[sparse.length % 2]) sparse.push(value);
    else if (SPARSE_PAIR.includes(key)) throw new TarError("A sparse map is out of order.");
    else records.set(key, value);
    position = end;
  }
  if (sparse.length > 0) records.set("GNU.sparse.map", Buffer.from(sparse.join(",")));
  return records;
}

/** The bytes of an extended header with these records, sorted by key as Go's archive/tar does. */
export function formatPax(records: ReadonlyMap<string, Buffer>): Buffer {
  const keys = [...records.keys()].sort();
  return Buffer.concat(keys.map((key) => formatRecord(key, records.get(key) ?? Buffer.alloc(0))));
}

/** The length counts its own digits. */
function formatRecord(key: string, value: Buffer): Buffer {
  const rest = Buffer.byteLength(key) + value.length + 3;
  let length = rest + String(rest).length;
  if (String(length).length !== String(rest).length) length = rest + String(length).length;
  return Buffer.concat([Buffer.from(`${length} ${key}=`), value, Buffer.from("\n")]);
}

export function paxText(pax: PaxRecords, key: string): string | undefined {
  const value = pax.get(key);
  return value === undefined || value.length === 0 ? undefined : nameFromBytes(value);
}

/** Undefined if the record is missing. Throws a TarError if it is not a number. */
export function paxNumber(pax: PaxRecords, key: string): number | undefined {
  const text = paxText(pax, key);
  if (text === undefined) return undefined;
  const number = Number(text);
  const isDecimal = /^[+-]?\d+(?:\.\d*)?$/.test(text) && Number.isSafeInteger(Math.trunc(number));
  if (!isDecimal) throw new TarError(`A pax header has an invalid ${key}: ${JSON.stringify(text)}.`);
  return number;
}
