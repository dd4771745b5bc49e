import type { ContextChanges, PlanRequest } from "#contract/plan.ts";
import type { WorkspaceFile } from "#contract/workspace.ts";
import { type BuildInput, buildRequestOf, contextOf } from "../build/buildRequest.ts";
import type { SentContext } from "../build/sentContext.ts";

/** More changed text than this, in UTF-16 code units, is better sent once as a new context. */
const MOST_CHANGES = 1_000_000;

/** The files that differ from what was sent. Unchanged files are the same objects, so no texts are compared. */
export function changesSince(sent: SentContext, files: readonly WorkspaceFile[]): ContextChanges {
  if (sent.files === files) return {};
  const before = new Map(sent.files.map((file) => [file.path, file]));
  const changed = files.filter((file) => before.get(file.path) !== file);
  const now = new Set(files.map(({ path }) => path));
  // A folder disappears with its last file; one that only lost its own entry still has files in it.
  const removed = sent.files.flatMap(({ path, kind }) => (kind === "folder" || now.has(path) ? [] : [path]));
  return { ...contextOf(changed), ...(removed.length > 0 && { removed }) };
}

/**
 * The plan request: a build request plus what changed since the context was sent. The Dockerfile is one of the files.
 * Undefined if so much changed that sending the context again is better.
 */
export function planQuestion({ files, settings }: BuildInput, sent: SentContext): PlanRequest | undefined {
  const contextChanges = changesSince(sent, files);
  const size = (contextChanges.files ?? []).reduce((sum, { text = "" }) => sum + text.length, 0);
  if (size > MOST_CHANGES) return undefined;
  const { dockerfileText: _inFiles, ...request } = buildRequestOf({ settings }, "", { context: sent.digest });
  return { ...request, contextChanges };
}
