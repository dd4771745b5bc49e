import { nameFromBytes, nameToBytes } from "#server/oci/tar/fileName.ts";

/**
 * The frames in which entries of a layer are exchanged with the helper, defined in sandbox/source/layerFrame.h. The
 * numbers here are byte offsets in a frame, after its length.
 */
const AT = {
  kind: 0,
  mode: 4,
  uid: 8,
  gid: 12,
  major: 16,
  minor: 20,
  links: 24,
  nanoseconds: 28,
  seconds: 32,
  inode: 40,
  size: 48,
  blocks: 56,
  offset: 64,
  pathLength: 72,
  linkLength: 76,
  xattrCount: 80,
  partCount: 84,
} as const;
const HEAD = 88;
const LENGTH = 4;

export interface LayerFrame {
  /** One letter: f d l h c b p s w o. */
  readonly kind: string;
  readonly path: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly major: number;
  readonly minor: number;
  /** Names of the inode. */
  readonly links: number;
  /** Seconds since the epoch, with a fraction. */
  readonly mtime: number;
  readonly inode: bigint;
  readonly size: number;
  /** Of 512 bytes. */
  readonly blocks: number;
  /** Of the content in the tar. */
  readonly offset: number;
  readonly link: string;
  /** Values in base64. */
  readonly xattrs: Readonly<Record<string, string>>;
  /** Ranges of the stored content; everything between them is zeros. */
  readonly parts: readonly { readonly at: number; readonly length: number }[];
}

export const FRAMES_END = Buffer.alloc(LENGTH);

/** One entry, preceded by its length. */
export function encodeLayerFrame(frame: LayerFrame): Buffer {
  const path = nameToBytes(frame.path);
  const link = nameToBytes(frame.link);
  const xattrs = Object.entries(frame.xattrs).map(([name, value]) => encodeXattr(name, Buffer.from(value, "base64")));
  const parts = frame.parts.map(encodePart);
  const head = Buffer.alloc(LENGTH + HEAD);
  const whole = [head, path, link, ...xattrs, ...parts];
  head.writeUInt32LE(whole.reduce((sum, part) => sum + part.length, 0) - LENGTH);
  const body = head.subarray(LENGTH);
  body.writeUInt32LE(frame.kind.charCodeAt(0), AT.kind);
  body.writeUInt32LE(frame.mode, AT.mode);
  body.writeUInt32LE(frame.uid, AT.uid);
  body.writeUInt32LE(frame.gid, AT.gid);
  body.writeUInt32LE(frame.major, AT.major);
  body.writeUInt32LE(frame.minor, AT.minor);
  const seconds = Math.floor(frame.mtime);
  body.writeUInt32LE(Math.min(999_999_999, Math.round((frame.mtime - seconds) * 1e9)), AT.nanoseconds);
  body.writeBigInt64LE(BigInt(seconds), AT.seconds);
  body.writeBigUInt64LE(BigInt(frame.size), AT.size);
  body.writeBigUInt64LE(BigInt(frame.offset), AT.offset);
  body.writeUInt32LE(path.length, AT.pathLength);
  body.writeUInt32LE(link.length, AT.linkLength);
  body.writeUInt32LE(xattrs.length, AT.xattrCount);
  body.writeUInt32LE(parts.length, AT.partCount);
  return Buffer.concat(whole);
}

function encodeXattr(name: string, value: Uint8Array): Buffer {
  const key = Buffer.from(name);
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(key.length, 0);
  lengths.writeUInt32LE(value.length, 4);
  return Buffer.concat([lengths, key, value]);
}

function encodePart({ at, length }: { at: number; length: number }): Buffer {
  const part = Buffer.alloc(16);
  part.writeBigUInt64LE(BigInt(at), 0);
  part.writeBigUInt64LE(BigInt(length), 8);
  return part;
}

/** All entries of a listing. Throws if it is truncated. */
export function decodeLayerFrames(bytes: Buffer): LayerFrame[] {
  const frames: LayerFrame[] = [];
  for (let at = 0; ; ) {
    const length = bytes.readUInt32LE(at);
    at += LENGTH;
    if (length === 0) return frames;
    frames.push(decodeFrame(bytes.subarray(at, at + length)));
    at += length;
  }
}

function decodeFrame(body: Buffer): LayerFrame {
  const linkAt = HEAD + body.readUInt32LE(AT.pathLength);
  const xattrsAt = linkAt + body.readUInt32LE(AT.linkLength);
  return {
    kind: String.fromCharCode(body.readUInt32LE(AT.kind)),
    path: nameFromBytes(body.subarray(HEAD, linkAt)),
    mode: body.readUInt32LE(AT.mode),
    uid: body.readUInt32LE(AT.uid),
    gid: body.readUInt32LE(AT.gid),
    major: body.readUInt32LE(AT.major),
    minor: body.readUInt32LE(AT.minor),
    links: body.readUInt32LE(AT.links),
    mtime: Number(body.readBigInt64LE(AT.seconds)) + body.readUInt32LE(AT.nanoseconds) / 1e9,
    inode: body.readBigUInt64LE(AT.inode),
    size: Number(body.readBigUInt64LE(AT.size)),
    blocks: Number(body.readBigUInt64LE(AT.blocks)),
    offset: Number(body.readBigUInt64LE(AT.offset)),
    link: nameFromBytes(body.subarray(linkAt, xattrsAt)),
    xattrs: decodeXattrs(body.subarray(xattrsAt), body.readUInt32LE(AT.xattrCount)),
    parts: [],
  };
}

function decodeXattrs(bytes: Buffer, count: number): Record<string, string> {
  const xattrs: Record<string, string> = {};
  let at = 0;
  for (let index = 0; index < count; index++) {
    const valueAt = at + 8 + bytes.readUInt32LE(at);
    const end = valueAt + bytes.readUInt32LE(at + 4);
    xattrs[bytes.toString("utf8", at + 8, valueAt)] = bytes.toString("base64", valueAt, end);
    at = end;
  }
  return xattrs;
}
