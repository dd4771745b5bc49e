import type { Digest } from "#contract/names/digest.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";

/** Largest file that is read beside the Dockerfile, in bytes. */
const MAX_TEXT = 1024 * 1024;

/**
 * The text of the first of these files that a context has; undefined if there is none, or if it is too large.
 * Throws a ProblemError (context/not-found).
 */
export function contextText(
  { contexts, blobs }: { contexts: ContextStore; blobs: BlobStore },
  context: Digest | undefined,
  ...paths: readonly string[]
): string | undefined {
  if (context === undefined) return undefined;
  const { entries } = contexts.require(context);
  const entry = paths.map((path) => entries.find((each) => each.path === path)).find((each) => each !== undefined);
  if (entry?.digest === undefined || entry.size > MAX_TEXT) return undefined;
  return blobs.readAll(entry.digest).toString("utf8");
}
