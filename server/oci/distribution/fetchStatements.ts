import type { Digest } from "#contract/names/digest.ts";
import { ProblemError } from "#contract/problemError.ts";
import { MAX_STATEMENT, type ReceivedDocuments } from "#server/oci/store/receivedDocuments.ts";
import { downloadBlob } from "./blobDownload.ts";
import { ConnectionError } from "./httpRequest.ts";
import { attestationsOf, type StatementBlob, statementBlobs } from "./protocol/attestations.ts";
import type { ImageIndex } from "./protocol/manifestDocument.ts";
import type { RegistryClient } from "./registryClient.ts";
import { fetchManifest } from "./registryManifest.ts";

interface Fetching {
  readonly signal: AbortSignal;
  readonly retryDelayMs?: number;
}

type Statements = ReceivedDocuments["statements"];

/** The attestations of an image in an index. A registry that does not have them does not fail the pull. Throws the signal's reason. */
export async function fetchStatements(
  client: RegistryClient,
  index: ImageIndex,
  image: Digest,
  fetching: Fetching,
): Promise<Statements> {
  const statements: Statements = [];
  try {
    // BuildKit makes one for an image.
    for (const digest of attestationsOf(index, image).slice(0, 1)) {
      const found = await fetchManifest(client, digest);
      if (found.kind !== "image") continue;
      for (const blob of statementBlobs(found.manifest)) {
        const text = blob.size > MAX_STATEMENT ? undefined : await fetchText(client, blob, fetching);
        statements.push({ ...blob, ...(text !== undefined && { text }) });
      }
    }
  } catch (error) {
    if (!(error instanceof ProblemError || error instanceof ConnectionError)) throw error;
  }
  return statements;
}

async function fetchText(client: RegistryClient, blob: StatementBlob, fetching: Fetching): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of downloadBlob(client, blob, fetching)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
