import type { Digest } from "#contract/names/digest.ts";
import { type ManifestDocument, readManifestDocument } from "#server/oci/distribution/protocol/manifestDocument.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { MAX_MANIFEST } from "#server/oci/store/config.ts";
import { type ArchivedFile, type ArchiveFiles, invalid } from "./archiveFiles.ts";

/** A manifest or an index of a layout. */
export interface LayoutDocument extends ArchivedFile {
  readonly document: ManifestDocument;
}

/** Bytes of all manifests of an archive: they are in memory at once. */
const MAX_DOCUMENTS = 64 * 1024 * 1024;

/** The manifests and indexes in an archive. Each is read once, however many name it. */
export class LayoutDocuments {
  readonly #blobs: BlobStore;
  readonly #files: ArchiveFiles;
  readonly #read = new Map<Digest, LayoutDocument>();
  #left = MAX_DOCUMENTS;

  constructor(blobs: BlobStore, files: ArchiveFiles) {
    this.#blobs = blobs;
    this.#files = files;
  }

  /** Undefined if there is none. Throws a ProblemError (image/invalid). */
  top(): LayoutDocument | undefined {
    const file = this.#files.get("index.json");
    return file && this.#document(file);
  }

  /** Undefined if it is not in the archive. Throws a ProblemError (image/invalid). */
  find(digest: string): LayoutDocument | undefined {
    const file = this.blob(digest);
    return file && this.#document(file);
  }

  blob(digest: string): ArchivedFile | undefined {
    return this.#files.get(blobPath(digest));
  }

  /** Throws a ProblemError (image/invalid). */
  require(digest: string): ArchivedFile {
    return this.#files.require(blobPath(digest));
  }

  #document(file: ArchivedFile): LayoutDocument {
    const known = this.#read.get(file.digest);
    if (known !== undefined) return known;
    const { digest, size } = file;
    if (size > MAX_MANIFEST) throw invalid(`${digest} has ${size} bytes: it is not a manifest.`);
    this.#left -= size;
    if (this.#left < 0) throw invalid(`Its manifests have more than ${MAX_DOCUMENTS} bytes.`);
    const document = readManifestDocument(this.#blobs.readAll(digest, MAX_MANIFEST));
    const read = { digest, size, document };
    this.#read.set(digest, read);
    return read;
  }
}

function blobPath(digest: string): string {
  return `blobs/sha256/${digest.replace("sha256:", "")}`;
}
