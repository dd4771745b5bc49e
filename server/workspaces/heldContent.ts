import { type Digest, isDigest } from "#contract/names/digest.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { WorkspaceStore } from "./workspaceStore.ts";

/** Throws if a file names bytes that this workspace never uploaded, even if the store has them. */
export function requireBlobs(
  workspaces: WorkspaceStore,
  owner: string,
  files: readonly { readonly path: string; readonly blob?: Digest | undefined }[],
): void {
  const missing = files.find(({ blob }) => blob !== undefined && !workspaces.holds(owner, blob));
  if (missing === undefined) return;
  throw new ProblemError(
    problem("blob/not-found", `The content of ${missing.path} (${missing.blob}) was not found.`, {
      next: "Upload it first with PUT /api/blobs/{digest}.",
    }),
  );
}

/** The same for contexts; a name that is not a digest is not a context. */
export function requireContexts(
  workspaces: WorkspaceStore,
  owner: string,
  named: readonly (string | undefined)[],
): void {
  const missing = named.find((name) => name !== undefined && isDigest(name) && !workspaces.holds(owner, name));
  if (missing === undefined) return;
  throw new ProblemError(
    problem("context/not-found", `Context ${missing} not found.`, {
      next: "Send the files again with POST /api/contexts.",
    }),
  );
}
