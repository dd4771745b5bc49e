import type { WorkspaceFile } from "#contract/workspace.ts";

/** Paths that .dockerignore keeps out of the context. */
export function ignoredPaths(_files: readonly WorkspaceFile[], _dockerfile: string): ReadonlySet<string> {
  return new Set();
}
