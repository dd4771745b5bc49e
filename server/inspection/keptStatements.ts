import { statementBlobs } from "#server/oci/distribution/protocol/attestations.ts";
import { readManifestDocument } from "#server/oci/distribution/protocol/manifestDocument.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { KeptDocuments } from "#server/oci/store/keptDocuments.ts";
import { MAX_STATEMENT, MAX_STATEMENTS, type ReceivedDocuments } from "#server/oci/store/receivedDocuments.ts";

type Statements = ReceivedDocuments["statements"];

/** The statements in the attestations that an image came with. One that is too large has no text. */
export function keptStatements(blobs: BlobStore, { attestations }: KeptDocuments): Statements {
  const digests = attestations.map(({ entry }) => entry.digest).filter((digest) => blobs.has(digest));
  const manifests = digests.map((digest) => readManifestDocument(blobs.readAll(digest)));
  const statements = manifests.flatMap((found) => (found.kind === "image" ? statementBlobs(found.manifest) : []));
  return statements.slice(0, MAX_STATEMENTS).map((statement) => {
    const size = blobs.size(statement.digest);
    const isReadable = size !== undefined && size <= MAX_STATEMENT;
    return { ...statement, ...(isReadable && { text: blobs.readAll(statement.digest).toString("utf8") }) };
  });
}
