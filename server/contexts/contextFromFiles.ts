import type { ContextFileInput } from "#contract/context.ts";
import { problemError } from "#contract/problemError.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { ContextDraft } from "./contextDraft.ts";
import type { ContextLimits } from "./contextLimits.ts";
import type { ContextEntry } from "./contextManifest.ts";
import { contextPath } from "./contextPath.ts";

/** The entries for a list of files; their texts become blobs. Throws a ProblemError. */
export function readContextFiles(
  blobs: BlobStore,
  files: readonly ContextFileInput[],
  limits: ContextLimits,
): ContextEntry[] {
  const draft = new ContextDraft(limits);
  const texts: Buffer[] = [];
  for (const file of files) {
    const path = contextPath(file.path);
    if (path === "") throw problemError("context/path", `${JSON.stringify(file.path)} is not the path of a file.`);
    if (draft.get(path)?.type === "file") throw problemError("context/path", `${path} appears more than once.`);
    const bytes = file.text === undefined ? undefined : Buffer.from(file.text);
    const size = bytes?.length ?? sizeOf(blobs, file);
    draft.admit(path, size);
    const digest = bytes === undefined ? file.blob : digestOf(bytes);
    if (bytes !== undefined) texts.push(bytes);
    if (digest !== undefined) draft.add({ path, type: "file", mode: file.mode ?? 0o644, size, digest });
  }
  // Nothing of a list that is refused stays.
  for (const text of texts) blobs.put(text);
  return draft.entries();
}

function sizeOf(blobs: BlobStore, file: ContextFileInput): number {
  // A garbage collection running now must not delete what this context is about to refer to.
  const size = file.blob !== undefined && blobs.touch(file.blob) ? blobs.size(file.blob) : undefined;
  if (size !== undefined) return size;
  throw problemError("blob/not-found", `The content of ${file.path} (${file.blob ?? "no digest"}) was not found.`, {
    next: "Upload it first with PUT /api/blobs/{digest}.",
  });
}
