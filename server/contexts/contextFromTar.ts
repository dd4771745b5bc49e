import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { TarError } from "#server/oci/tar/tarEntry.ts";
import type { StreamedMember } from "#server/oci/tar/tarStream.ts";
import { readTar } from "#server/oci/tar/tarStream.ts";
import { ContextDraft } from "./contextDraft.ts";
import type { ContextLimits } from "./contextLimits.ts";
import type { ContextEntry } from "./contextManifest.ts";
import { contextPath } from "./contextPath.ts";

/** Linux's PATH_MAX, in bytes. */
const MAX_LINK_TARGET = 4096;
const SMALL = 1024 * 1024;

/** The entries of a streamed tar; file contents become blobs. Throws a ProblemError. */
export async function readContextTar(
  blobs: BlobStore,
  source: AsyncIterable<Uint8Array>,
  limits: ContextLimits,
): Promise<ContextEntry[]> {
  const draft = new ContextDraft(limits);
  try {
    for await (const member of readTar(source)) {
      const path = contextPath(member.header.path);
      // "./" is the context itself.
      if (path !== "") draft.add(await entryOf(blobs, draft, path, member));
    }
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    throw problemError("context/invalid", `Can't read the tar. ${error.message}`, {}, { cause: error });
  }
  return draft.entries();
}

async function entryOf(
  blobs: BlobStore,
  draft: ContextDraft,
  path: string,
  member: StreamedMember,
): Promise<ContextEntry> {
  const { type, mode, mtime, size, linkTarget = "" } = member.header;
  switch (type) {
    case "dir":
    case "fifo":
      return { path, type, mode, size: 0, mtime };
    case "file":
      draft.admit(path, size);
      return { path, type, mode, size, mtime, digest: await putContent(blobs, size, member.content()) };
    case "symlink":
      if (linkTarget === "" || linkTarget.includes("\0") || Buffer.byteLength(linkTarget) > MAX_LINK_TARGET) {
        throw problemError("context/path", `The symbolic link ${path} has an invalid target.`);
      }
      return { path, type, mode: 0o777, size: 0, mtime, linkTarget };
    case "hardlink": {
      const target = draft.get(contextPath(linkTarget));
      if (target === undefined || target.type === "dir") {
        throw problemError(
          "context/path",
          `${path} is a hard link to ${linkTarget}, which is not an earlier file in the tar.`,
        );
      }
      draft.admit(path, target.size);
      return { ...target, path };
    }
    default:
      throw problemError(
        "context/invalid",
        `${path} is a ${NAMES[type]}; a context has files, folders, links and named pipes.`,
      );
  }
}

const NAMES = { char: "character device", block: "block device" } as const;

/** Small files are hashed first: most are already in the store. */
async function putContent(blobs: BlobStore, size: number, content: AsyncIterable<Uint8Array>): Promise<Digest> {
  if (size <= SMALL) {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(piece);
    return blobs.put(pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces));
  }
  const writer = blobs.writer();
  try {
    for await (const piece of content) writer.write(piece);
    return writer.finish();
  } catch (error) {
    writer.abort();
    throw error;
  }
}
