import { limitedBytes } from "./limitedBytes.ts";
import { messages } from "./messages.ts";
import { MAX_ENTRIES, MAX_UNPACKED, type ProjectEntry, UnreadableProject } from "./projectEntry.ts";

/** Sizes of the fixed parts, and their signatures (section 4.3 of PKWARE's description). */
const END = { size: 22, signature: 0x06054b50, maxComment: 65_535 };
const HEADER = { size: 46, signature: 0x02014b50 };
const LOCAL = { size: 30, signature: 0x04034b50 };
/** Stands for "see the zip64 record". */
const ZIP64 = 0xffffffff;
const UNIX = 3;
const TYPE = 0o170000;
const LINK = 0o120000;

interface Member {
  readonly path: string;
  readonly mode: number | undefined;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * The entries of a zip, from its central directory. Nothing is unpacked before it is read. Written here because the
 * browser inflates, and libraries of its size don't tell modes and links. Throws {@link UnreadableProject}.
 */
export async function readZip(zip: Blob): Promise<ProjectEntry[]> {
  const members = await membersOf(zip);
  const total = members.reduce((sum, { size }) => sum + size, 0);
  if (total > MAX_UNPACKED) throw new UnreadableProject(messages.tooLarge(MAX_UNPACKED));
  return members.map((member) => {
    const { path, mode, size } = member;
    const kind = path.endsWith("/") ? "folder" : mode !== undefined && (mode & TYPE) === LINK ? "link" : "file";
    const permissions = mode === undefined ? {} : { mode: mode & 0o7777 };
    return { path, kind, size, ...permissions, read: () => readMember(zip, member) };
  });
}

/** The comment of a zip, as text. */
export async function readZipComment(zip: Blob): Promise<string> {
  return (await findEnd(zip)).comment;
}

async function membersOf(zip: Blob): Promise<Member[]> {
  const { count, size, offset } = await findEnd(zip);
  if (count > MAX_ENTRIES) throw new UnreadableProject(messages.tooManyEntries(MAX_ENTRIES));
  const bytes = new DataView(await zip.slice(offset, offset + size).arrayBuffer());
  const members: Member[] = [];
  for (let at = 0; members.length < count; ) {
    if (at + HEADER.size > bytes.byteLength || bytes.getUint32(at, true) !== HEADER.signature) throw broken();
    const names = { name: bytes.getUint16(at + 28, true), extra: bytes.getUint16(at + 30, true) };
    const end = at + HEADER.size + names.name;
    if (end > bytes.byteLength) throw broken();
    members.push(memberAt(bytes, at, names.name));
    at = end + names.extra + bytes.getUint16(at + 32, true);
  }
  return members;
}

function memberAt(bytes: DataView, at: number, nameLength: number): Member {
  const isEncrypted = (bytes.getUint16(at + 8, true) & 1) === 1;
  if (isEncrypted) throw new UnreadableProject(messages.encrypted);
  const [packed, size, offset] = [20, 24, 42].map((field) => bytes.getUint32(at + field, true));
  if (packed === undefined || size === undefined || offset === undefined) throw broken();
  if (packed === ZIP64 || size === ZIP64 || offset === ZIP64) {
    throw new UnreadableProject(messages.tooLarge(MAX_UNPACKED));
  }
  const name = new Uint8Array(bytes.buffer, bytes.byteOffset + at + HEADER.size, nameLength);
  const isUnix = bytes.getUint8(at + 5) === UNIX;
  const mode = bytes.getUint32(at + 38, true) >>> 16;
  return {
    path: new TextDecoder().decode(name).replaceAll("\\", "/"),
    mode: isUnix && mode !== 0 ? mode : undefined,
    method: bytes.getUint16(at + 10, true),
    packed,
    size,
    offset,
  };
}

/** The record at the end, before a comment of any length. */
async function findEnd(zip: Blob): Promise<{ count: number; size: number; offset: number; comment: string }> {
  const from = Math.max(0, zip.size - END.size - END.maxComment);
  const bytes = new DataView(await zip.slice(from).arrayBuffer());
  for (let at = bytes.byteLength - END.size; at >= 0; at--) {
    if (bytes.getUint32(at, true) !== END.signature) continue;
    const found = {
      count: bytes.getUint16(at + 10, true),
      size: bytes.getUint32(at + 12, true),
      offset: bytes.getUint32(at + 16, true),
      comment: new TextDecoder().decode(new Uint8Array(bytes.buffer, at + END.size)),
    };
    if (found.count === 0xffff || found.offset === ZIP64) {
      throw new UnreadableProject(messages.tooManyEntries(0xffff));
    }
    return found;
  }
  throw broken();
}

async function readMember(zip: Blob, { offset, packed, size, method }: Member): Promise<Blob> {
  const local = new DataView(await zip.slice(offset, offset + LOCAL.size).arrayBuffer());
  if (local.byteLength < LOCAL.size || local.getUint32(0, true) !== LOCAL.signature) throw broken();
  const start = offset + LOCAL.size + local.getUint16(26, true) + local.getUint16(28, true);
  const data = zip.slice(start, start + packed);
  if (method === 0) return data;
  if (method !== 8) throw new UnreadableProject(messages.unknownCompression);
  const inflated = data.stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const unpacked = await new Response(inflated.pipeThrough(limitedBytes(size))).blob().catch(() => {
    throw broken();
  });
  if (unpacked.size !== size) throw broken();
  return unpacked;
}

const broken = (): UnreadableProject => new UnreadableProject(messages.broken);
