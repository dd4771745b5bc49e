import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { compressionOf } from "#server/oci/store/compression.ts";
import { TarFollower } from "#server/oci/tar/tarFollower.ts";
import type { DraftContent, DraftFile } from "../../../files/draftFile.ts";
import { contentBytes } from "../../layer/writeDraft.ts";
import { limitOfPacked } from "../../limits/limitOfPacked.ts";
import { type Decompressing, decompressContent, type Packed } from "./decompressContent.ts";

/** What ADD unpacks. */
export interface Archive {
  /** The file's name in the Dockerfile. */
  readonly name: string;
  /** The plain tar: a blob. */
  readonly tar: Digest;
}

/** Smaller files can't be archives: compressed or not, a tar has a header. */
const SMALLEST = 20;

/**
 * The archive that a file is; undefined if it isn't one. Its content decides, not its name:
 * as in BuildKit, it is one if a member's header can be read; if it is truncated after that, that is a mistake.
 * Throws a ProblemError (build/copy, build/disk, build/unsupported, …).
 */
export async function archiveOf(session: Decompressing, name: string, file: DraftFile): Promise<Archive | undefined> {
  const tar = await tarOf(session, name, file);
  return tar && { name, tar };
}

async function tarOf(session: Decompressing, name: string, file: DraftFile): Promise<Digest | undefined> {
  const { content, size } = file;
  if (file.type !== "file" || content === undefined || size < SMALLEST) return undefined;
  const { blobs } = session;
  const [start = new Uint8Array()] = contentBytes(blobs, content, size);
  const compression = compressionOf(start);
  if (compression === undefined) return plainTar(blobs, content, size);
  return await unpackedTar(session, { name, compression, size, pieces: () => contentBytes(blobs, content, size) });
}

function plainTar(blobs: BlobStore, content: DraftContent, size: number): Digest | undefined {
  const follower = new TarFollower();
  for (const piece of contentBytes(blobs, content, size)) {
    follower.take(piece);
    if (follower.began || follower.settled) break;
  }
  if (!follower.began) return undefined;
  if (content.kind === "blob") return content.digest;
  const writer = blobs.writer();
  try {
    for (const piece of contentBytes(blobs, content, size)) writer.write(piece);
    return writer.finish();
  } catch (error) {
    writer.abort();
    throw error;
  }
}

async function unpackedTar(session: Decompressing, packed: Packed): Promise<Digest | undefined> {
  const writer = session.blobs.writer();
  const follower = new TarFollower();
  const take = (piece: Uint8Array): boolean => {
    follower.take(piece);
    writer.write(piece);
    return !follower.settled;
  };
  try {
    const damage = await decompressContent(session, packed, take);
    if (damage !== undefined && follower.began && !follower.ended)
      throw brokenArchive(packed.name, damage.message, damage);
    if (follower.began) return writer.finish();
    writer.abort();
    return undefined;
  } catch (error) {
    writer.abort();
    throw limitOfPacked(error, packed, writer.size);
  }
}

/** Its beginning is valid, but it can't be read to its end. */
export function brokenArchive(name: string, why: string, cause: Error) {
  const next = "Create the archive again. COPY and ADD --unpack=false add it without unpacking.";
  return problemError("build/copy", `Can't unpack the archive ${name}. ${why}`, { next }, { cause });
}
