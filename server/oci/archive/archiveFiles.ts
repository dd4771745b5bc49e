import { posix } from "node:path";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { LayerIndexing } from "#server/oci/store/layerIndexing.ts";
import { TarError } from "#server/oci/tar/tarEntry.ts";
import { readTar, type StreamedMember } from "#server/oci/tar/tarStream.ts";

export interface ArchiveLimits {
  /** Bytes of all files. */
  readonly bytes: number;
  readonly entries: number;
}

export interface ArchivedFile {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
}

/** What lists the images of an archive. */
const TOP = ["manifest.json", "index.json"];
/** Bytes of an entry besides its content, at most: headers, a long name, and padding. */
const HEADERS = 16_384;
/** Bytes of zeros at the end that some writers add. */
const PADDING = 10_000_000;
/** Linux's limit. */
const MAX_LINKS = 40;
const BLOB = /^(?:[^/]+\/)?blobs\/sha256\/([0-9a-f]{64})$/;

/** The files of an archive, in the store, and the links between them. */
export class ArchiveFiles {
  readonly #files = new Map<string, ArchivedFile | { readonly link: string }>();

  add(path: string, found: ArchivedFile | { readonly link: string }): void {
    if (this.#files.has(path)) throw invalid(`It has ${JSON.stringify(path)} twice.`);
    this.#files.set(path, found);
  }

  /** Undefined if there is no such file. */
  get(path: string): ArchivedFile | undefined {
    let at = normalized(path);
    for (let links = 0; links < MAX_LINKS; links += 1) {
      const found = this.#files.get(at);
      if (found === undefined || "digest" in found) return found;
      at = normalized(posix.join(posix.dirname(at), found.link));
    }
    return undefined;
  }

  /** Those in the only folder that has an OCI layout, if there is none at the top: the folder itself was packed. */
  unwrapped(): ArchiveFiles {
    const folders = [...this.#files.keys()].flatMap((path) => /^([^/]+)\/oci-layout$/.exec(path)?.[1] ?? []);
    const [folder] = folders;
    if (folder === undefined || folders.length > 1 || TOP.some((name) => this.#files.has(name))) return this;
    const inner = new ArchiveFiles();
    for (const [path, file] of this.#files) {
      if (path.startsWith(`${folder}/`)) inner.add(path.slice(folder.length + 1), file);
    }
    return inner;
  }

  /** Throws a ProblemError (image/invalid). */
  require(path: string): ArchivedFile {
    const found = this.get(path);
    if (found !== undefined) return found;
    throw invalid(`It does not contain ${JSON.stringify(path)}.`);
  }
}

/**
 * Streams an archive into the store. The files of an OCI layout must have the digests of their names. Throws a
 * ProblemError (image/invalid, image/too-large, store/full), or the source's error. `onFile` is called with each file
 * before the next is read.
 */
export async function readArchiveFiles(
  blobs: BlobStore,
  source: AsyncIterable<Uint8Array>,
  limits: ArchiveLimits,
  onFile: (file: ArchivedFile) => Promise<void>,
): Promise<ArchiveFiles> {
  const files = new ArchiveFiles();
  let left = limits.bytes;
  let entries = 0;
  try {
    for await (const member of readTar(bounded(source, limits))) {
      entries += 1;
      if (entries > limits.entries) throw invalid(`It has more than ${limits.entries} files.`);
      const path = normalized(member.header.path);
      const { type, size, linkTarget = "" } = member.header;
      if (type === "file") {
        if (size > left) throw tooLarge(limits.bytes);
        left -= size;
        const file = await keep(blobs, path, member);
        files.add(path, file);
        await onFile(file);
      } else if (type === "symlink") files.add(path, { link: linkTarget });
      else if (type === "hardlink") files.add(path, files.require(linkTarget));
    }
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    throw problemError("image/invalid", `Can't read the archive. ${error.message}`, {}, { cause: error });
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
    const named = BLOB.exec(path)?.[1];
    if (named !== undefined && digest !== `sha256:${named}`) throw invalid(`The digest of ${path} is ${digest}.`);
    indexing.store(blobs, digest);
    return { digest, size };
  } catch (error) {
    writer.abort();
    throw error;
  }
}

/** A name in the archive. Throws a ProblemError if it leads out of it. */
function normalized(path: string): string {
  const plain = posix.normalize(path).replace(/^\.\//, "").replace(/\/$/, "");
  if (!plain.startsWith("/") && plain !== ".." && !plain.startsWith("../")) return plain;
  throw invalid(`The path ${JSON.stringify(path)} leads out of it.`);
}

export function invalid(why: string) {
  return problemError("image/invalid", `The archive is not valid. ${why}`, {
    next: "Load an archive that docker save, buildx, or skopeo wrote.",
  });
}

function tooLarge(limit: number) {
  return problemError("image/too-large", `The archive has more than ${limit} bytes.`, {
    next: "Use a smaller image, or ask the operator for a higher limit.",
  });
}
