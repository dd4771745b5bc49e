import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { LayerIndexing } from "#server/oci/store/layerIndexing.ts";
import { SMALL, type SmallFile, type SmallFiles } from "#server/oci/store/smallFiles.ts";
import { TarError } from "#server/oci/tar/tarEntry.ts";
import { readTar, type StreamedMember } from "#server/oci/tar/tarStream.ts";
import { type ArchivedFile, ArchiveFiles, invalid, nameInArchive, noTar, type ReceivedFile } from "./archiveFiles.ts";

export interface ArchiveLimits {
  /** Bytes of all files. */
  readonly bytes: number;
  readonly entries: number;
}

/** Bytes of an entry besides its content, at most: headers, a long name, and padding. */
const HEADERS = 16_384;
/** Bytes of zeros at the end that some writers add. */
const PADDING = 10_000_000;
const BLOB = /^(?:[^/]+\/)?blobs\/sha256\/([0-9a-f]{64})$/;

/**
 * Streams an archive into the store. The files of an OCI layout must have the digests of their names. Throws a
 * ProblemError (image/invalid, image/too-large, store/full), or the source's error. `onBlob` is called with each file that
 * is not small before the next is read.
 */
export async function readArchiveFiles(
  { blobs, small }: { readonly blobs: BlobStore; readonly small: SmallFiles },
  source: AsyncIterable<Uint8Array>,
  limits: ArchiveLimits,
  onBlob: (file: ArchivedFile) => Promise<void>,
): Promise<ArchiveFiles> {
  const files = new ArchiveFiles(small);
  const keepFile = async (path: string, member: StreamedMember): Promise<ReceivedFile> => {
    if (member.header.size <= SMALL) return keepSmall(small, path, member);
    const file = await keep(blobs, path, member);
    await onBlob(file);
    return file;
  };
  let left = limits.bytes;
  let entries = 0;
  try {
    for await (const member of readTar(bounded(source, limits))) {
      entries += 1;
      if (entries > limits.entries) throw invalid(`It has more than ${limits.entries} files.`);
      const path = nameInArchive(member.header.path);
      const { type, size, linkTarget = "" } = member.header;
      if (type === "file") {
        if (size > left) throw tooLarge(limits.bytes);
        left -= size;
        files.add(path, await keepFile(path, member));
      } else if (type === "symlink") files.add(path, { link: linkTarget });
      else if (type === "hardlink") files.addLink(path, linkTarget);
    }
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    throw entries === 0 ? noTar(error) : invalid(error.message, error);
  }
  return files.unwrapped();
}

/** What follows the end of a tar is read, too, and may unpack to anything. */
async function* bounded(source: AsyncIterable<Uint8Array>, limits: ArchiveLimits): AsyncGenerator<Uint8Array> {
  let left = limits.bytes + limits.entries * HEADERS + PADDING;
  for await (const piece of source) {
    left -= piece.length;
    if (left < 0) throw tooLarge(limits.bytes);
    yield piece;
  }
}

async function keepSmall(small: SmallFiles, path: string, member: StreamedMember): Promise<SmallFile> {
  const pieces: Uint8Array[] = [];
  for await (const piece of member.content()) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  if (BLOB.test(path)) requireNamed(path, digestOf(bytes));
  return small.add(bytes);
}

/** A file of an OCI layout has the digest of its name. */
function requireNamed(path: string, digest: Digest): void {
  const named = BLOB.exec(path)?.[1];
  if (named !== undefined && digest !== `sha256:${named}`) throw invalid(`The digest of ${path} is ${digest}.`);
}

async function keep(blobs: BlobStore, path: string, member: StreamedMember): Promise<ArchivedFile> {
  const writer = blobs.writer();
  // Most of the bytes are layers.
  const indexing = new LayerIndexing();
  try {
    for await (const piece of member.content()) {
      writer.write(piece);
      indexing.take(piece);
    }
    const { size } = writer;
    const digest = writer.finish();
    requireNamed(path, digest);
    indexing.store(blobs, digest);
    return { digest, size };
  } catch (error) {
    writer.abort();
    throw error;
  }
}

function tooLarge(limit: number) {
  return problemError("image/too-large", `The archive has more than ${limit} bytes.`, {
    next: "Use a smaller image, or ask the operator for a higher limit.",
  });
}
