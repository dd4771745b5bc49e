import { type Package, packageOf } from "./packageList.ts";

const TAGS = { name: 1000, version: 1001, release: 1002, epoch: 1003 } as const;
const TYPES = { int32: 4, string: 6 } as const;
const ENTRY = 16;
const MAX_ENTRIES = 65_536;

/** A package of an rpm database, from its header: a count, a length, entries of 16 bytes, and data. Undefined if it is damaged. */
export function readRpmHeader(blob: Uint8Array): Package | undefined {
  const bytes = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
  if (bytes.length < 8) return undefined;
  const count = bytes.readUInt32BE(0);
  const data = 8 + count * ENTRY;
  if (count > MAX_ENTRIES || data > bytes.length) return undefined;
  const values = new Map<number, string>();
  for (let index = 0; index < count; index += 1) {
    const at = 8 + index * ENTRY;
    const value = valueAt(bytes, bytes.readUInt32BE(at + 4), data + bytes.readUInt32BE(at + 8));
    if (value !== undefined) values.set(bytes.readUInt32BE(at), value);
  }
  const [version, release, epoch] = [values.get(TAGS.version), values.get(TAGS.release), values.get(TAGS.epoch)];
  if (version === undefined || release === undefined) return undefined;
  return packageOf(values.get(TAGS.name), `${epoch === undefined ? "" : `${epoch}:`}${version}-${release}`);
}

/** Of the two types that are needed. */
function valueAt(bytes: Buffer, type: number, at: number): string | undefined {
  if (type === TYPES.int32) return at + 4 <= bytes.length ? String(bytes.readUInt32BE(at)) : undefined;
  if (type !== TYPES.string) return undefined;
  const end = bytes.indexOf(0, at);
  return end === -1 ? undefined : bytes.toString("utf8", at, end);
}
