import { type ByteReader, readBytes } from "./byteReader.ts";
import { messages } from "./messages.ts";
import { MAX_ENTRIES, MAX_UNPACKED, type ProjectEntry, UnreadableProject } from "./projectEntry.ts";
import { BLOCK, parsePax, parseTarHeader, type TarHeader, textOf } from "./tarHeader.ts";

const KINDS: Readonly<Record<string, ProjectEntry["kind"]>> = {
  "\0": "file",
  "0": "file",
  "7": "file",
  "1": "link",
  "2": "link",
  "5": "folder",
};
/** A pax header before an entry, and GNU's long name. */
const [PAX, LONG_NAME] = ["x", "L"];
/** Longest of those two, bytes. */
const MAX_EXTRA = 1_000_000;

/**
 * The entries of a tar. It has no directory, so that everything is unpacked once; the browser keeps large blobs on disk.
 * Throws {@link UnreadableProject}, and others if it is no tar.
 */
export async function readTar(
  tar: ReadableStream<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal,
): Promise<ProjectEntry[]> {
  const reader = readBytes(tar);
  try {
    return await readEntries(reader, signal);
  } finally {
    await reader.cancel();
  }
}

async function readEntries(reader: ByteReader, signal: AbortSignal): Promise<ProjectEntry[]> {
  const found: ProjectEntry[] = [];
  let total = 0;
  for (;;) {
    signal.throwIfAborted();
    const header = await readHeader(reader);
    if (header === undefined) return found;
    total += header.size;
    if (found.length >= MAX_ENTRIES) throw new UnreadableProject(messages.tooManyEntries(MAX_ENTRIES));
    if (total > MAX_UNPACKED) throw new UnreadableProject(messages.tooLarge(MAX_UNPACKED));
    const content = await reader.take(header.size);
    await reader.take(paddingOf(header.size));
    const kind = KINDS[header.type];
    if (kind === undefined) continue;
    const { name, size, mode } = header;
    found.push({ path: name, kind, size, mode: mode & 0o777, read: async () => content });
  }
}

/** The header of the next entry, with what the headers before it say of it. */
async function readHeader(reader: ByteReader): Promise<TarHeader | undefined> {
  let extra: Partial<TarHeader> = {};
  for (;;) {
    const block = await reader.takeBytes(BLOCK);
    const header = block && parseTarHeader(block);
    if (header === undefined) return undefined;
    if (header.type !== PAX && header.type !== LONG_NAME) return { ...header, ...extra };
    if (header.size > MAX_EXTRA) throw new UnreadableProject(messages.tooLarge(MAX_EXTRA));
    const bytes = new Uint8Array(await (await reader.take(header.size)).arrayBuffer());
    await reader.take(paddingOf(header.size));
    extra = { ...extra, ...(header.type === PAX ? paxOf(bytes) : { name: textOf(bytes) }) };
  }
}

function paxOf(bytes: Uint8Array): Partial<TarHeader> {
  const values = parsePax(bytes);
  const [path, size] = [values.get("path"), values.get("size")];
  return { ...(path !== undefined && { name: path }), ...(size !== undefined && { size: Number(size) }) };
}

const paddingOf = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;
