import type { Digest } from "#contract/names/digest.ts";
import { attestationsOf, statementBlobs } from "#server/oci/distribution/protocol/attestations.ts";
import { readManifestDocument } from "#server/oci/distribution/protocol/manifestDocument.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { MAX_MANIFEST } from "#server/oci/store/config.ts";
import { MAX_STATEMENT, MAX_STATEMENTS, type ReceivedDocuments } from "#server/oci/store/receivedDocuments.ts";
import type { ArchivedFile, ArchiveFiles } from "./archiveFiles.ts";

/** Most manifests of an archive that are read for this. */
const MAX_READ = 200;
/** An index may name indexes. */
const MAX_DEPTH = 4;

/**
 * The manifest, index, and attestations that an archive has of an image, by its configuration's digest; undefined if it has
 * none of them. Nothing here makes an archive invalid: what can't be read is left out.
 */
export function archivedDocuments(
  blobs: BlobStore,
  files: ArchiveFiles,
  config: Digest,
): ReceivedDocuments | undefined {
  const top = files.get("index.json");
  if (top === undefined) return undefined;
  const left = { reads: MAX_READ };
  return find(top, 0);

  function find(file: ArchivedFile, depth: number): ReceivedDocuments | undefined {
    const text = textOf(file, MAX_MANIFEST);
    if (text === undefined || left.reads-- <= 0) return undefined;
    const document = readManifestDocument(Buffer.from(text));
    if (document.kind === "image")
      return document.manifest.config.digest === config ? { manifest: text, statements: [] } : undefined;
    if (document.kind !== "index" || depth === MAX_DEPTH) return undefined;
    for (const { digest } of document.index.manifests) {
      const named = blob(digest);
      const found = named && find(named, depth + 1);
      if (found === undefined) continue;
      if (found.index !== undefined) return found;
      const attestations = attestationsOf(document.index, digest);
      return { ...found, index: text, statements: attestations.flatMap(statementsOf).slice(0, MAX_STATEMENTS) };
    }
    return undefined;
  }

  function statementsOf(attestation: Digest): ReceivedDocuments["statements"] {
    const file = blob(attestation);
    const text = file && textOf(file, MAX_MANIFEST);
    const document = text === undefined ? undefined : readManifestDocument(Buffer.from(text));
    if (document?.kind !== "image") return [];
    return statementBlobs(document.manifest).map((statement) => {
      const content = blob(statement.digest);
      const own = content && textOf(content, MAX_STATEMENT);
      return { ...statement, ...(own !== undefined && { text: own }) };
    });
  }

  function blob(digest: string): ArchivedFile | undefined {
    return files.get(`blobs/sha256/${digest.replace("sha256:", "")}`);
  }

  function textOf({ digest, size }: ArchivedFile, most: number): string | undefined {
    return size > most ? undefined : blobs.readAll(digest, most).toString("utf8");
  }
}
