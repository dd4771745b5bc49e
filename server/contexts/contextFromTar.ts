import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { stageBlobs } from "#server/oci/store/stageBlobs.ts";
import { TarError } from "#server/oci/tar/tarEntry.ts";
import type { StreamedMember } from "#server/oci/tar/tarStream.ts";
import { readTar } from "#server/oci/tar/tarStream.ts";
import { ContextDraft } from "./contextDraft.ts";
import type { ContextLimits } from "./contextLimits.ts";
import type { ContextEntry } from "./contextManifest.ts";
import { contextPath } from "./contextPath.ts";
import { StagedContents } from "./stagedContents.ts";

/** Linux's PATH_MAX, in bytes. */
const MAX_LINK_TARGET = 4096;

/**
 * The entries of a streamed tar; file contents become blobs when all of it is valid: nothing of a tar that is refused stays.
 * Throws a ProblemError.
 */
export async function readContextTar(
  blobs: BlobStore,
  source: AsyncIterable<Uint8Array>,
  limits: ContextLimits,
): Promise<ContextEntry[]> {
  return await stageBlobs(blobs, async (staged) => {
    const contents = new StagedContents(blobs, staged);
    const draft = new ContextDraft(limits);
    try {
      for await (const member of readTar(source)) {
        const path = contextPath(member.header.path);
        // "./" is the context itself.
        if (path !== "") draft.add(await entryOf(contents, draft, path, member));
      }
      contents.keep();
    } catch (error) {
      if (!(error instanceof TarError)) throw error;
      throw problemError("context/invalid", `Can't read the tar. ${error.message}`, {}, { cause: error });
    } finally {
      contents.close();
    }
    return draft.entries();
  });
}

async function entryOf(
  contents: StagedContents,
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
      return { path, type, mode, size, mtime, digest: await contents.put(size, member.content()) };
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
