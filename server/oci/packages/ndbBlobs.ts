import { type Blobs, MAX_BLOBS } from "./foundBlobs.ts";

const MAGIC = { file: "RpmP", slot: "Slot", blob: "BlbS" } as const;
const VERSION = 0;
const PAGE = 4096;
/** Of a slot, and of the header of a blob; blobs begin at a multiple of it. */
const BLOCK = 16;
/** The first page begins with the header of the file. */
const FIRST_SLOT = 32;

/**
 * The blobs of a `Packages.db`: pages of slots, each with the number of a package and the place of its blob (the ndb backend of rpm). All
 * numbers are little-endian. No file has more bytes of blobs than it has bytes: slots with the same blob are a lie.
 */
export function ndbBlobs(file: Buffer): Blobs {
  if (file.length < PAGE || !begins(file, 0, MAGIC.file)) return "damaged";
  if (file.readUInt32LE(4) !== VERSION) return "format";
  const end = file.readUInt32LE(12) * PAGE;
  if (end > file.length) return "damaged";
  const blobs: Buffer[] = [];
  let left = file.length;
  for (let at = FIRST_SLOT; at < end && blobs.length < MAX_BLOBS; at += BLOCK) {
    if (!begins(file, at, MAGIC.slot)) return "damaged";
    const index = file.readUInt32LE(at + 4);
    if (index === 0) continue;
    const blob = blobAt(file, file.readUInt32LE(at + 8) * BLOCK, index);
    if (blob === undefined || blob.length > left) return "damaged";
    left -= blob.length;
    blobs.push(blob);
  }
  return blobs;
}

function blobAt(file: Buffer, at: number, index: number): Buffer | undefined {
  const start = at + BLOCK;
  if (start > file.length || !begins(file, at, MAGIC.blob) || file.readUInt32LE(at + 4) !== index) return undefined;
  const end = start + file.readUInt32LE(at + 12);
  return end > file.length ? undefined : file.subarray(start, end);
}

function begins(file: Buffer, at: number, magic: string): boolean {
  return file.toString("latin1", at, at + magic.length) === magic;
}
