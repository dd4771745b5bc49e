import { unpackedTar } from "./readArchive.ts";
import { BLOCK, parseTarHeader } from "./tarHeader.ts";

/** A file of an image's archive, in the order of the archive. */
export interface ArchiveMember {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Where its content begins, bytes. */
  readonly at: number;
}

/** Names that only images have: of an OCI layout, of `docker save`, and of what ko, jib, kaniko, and podman write. */
const OF_IMAGE = [
  /^oci-layout$/,
  /^blobs\/sha256\/[0-9a-f]{64}$/,
  /^[0-9a-f]{64}\/(?:layer\.tar|json|VERSION)$/,
  /^(?:sha256:)?[0-9a-f]{64}(?:\.json|\.tar|\.tar\.gz)?$/,
];
/** Members until it is known that an archive is none of an image: folders may come first. */
const FIRST = 8;
/** Members that are listed. */
const MOST = 10_000;

export const isOfImage = (name: string): boolean => OF_IMAGE.some((form) => form.test(name.replace(/^\.\//, "")));

/** Whether the first members of a tar, compressed or not, are those of an image. */
export async function isImageArchive(file: File): Promise<boolean> {
  try {
    const tar = await unpackedTar(file);
    const members = await listMembers(tar === undefined ? file : await startOf(tar), FIRST);
    return members.some(({ name }) => isOfImage(name));
  } catch {
    // Whatever it is, reading it as a project says what is wrong.
    return false;
  }
}

/** The files of a tar that is not compressed: only its headers are read. Throws if it is none. */
export async function listMembers(file: Blob, most = MOST): Promise<ArchiveMember[]> {
  const members: ArchiveMember[] = [];
  for (let at = 0; members.length < most && at + BLOCK <= file.size; ) {
    const header = parseTarHeader(new Uint8Array(await file.slice(at, at + BLOCK).arrayBuffer()));
    if (header === undefined) break;
    at += BLOCK;
    members.push({ name: header.name, size: header.size, at });
    at += Math.ceil(header.size / BLOCK) * BLOCK;
  }
  return members;
}

/** Of a compressed one, the first bytes: folders, and the header of the first file. */
async function startOf(tar: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Blob> {
  const reader = tar.getReader();
  const start = new Uint8Array(FIRST * BLOCK);
  let filled = 0;
  try {
    while (filled < start.length) {
      const { done, value } = await reader.read();
      if (done) break;
      start.set(value.subarray(0, start.length - filled), filled);
      filled += Math.min(value.length, start.length - filled);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
  return new Blob([start.subarray(0, filled)]);
}
