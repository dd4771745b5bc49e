import type { WorkspaceFile } from "#contract/workspace.ts";
import { parseDockerignore } from "#dockerfile/ignore/dockerignore.ts";
import { foldersOf } from "../../lib/contextPath.ts";
import { ignoreFile } from "../../state/workspace/workspaceFiles.ts";

/** Paths that .dockerignore excludes; a folder only if nothing in it is included again. */
export function ignoredPaths(files: readonly WorkspaceFile[], dockerfile: string): ReadonlySet<string> {
  const rules = ignoreFile(files, dockerfile);
  if (rules?.text === undefined) return new Set();
  const matcher = parseDockerignore(rules.text);
  const ignored = new Set<string>();
  const kept = new Set<string>();
  for (const { path } of files) {
    // The builder reads these two no matter what the rules say.
    if (path === dockerfile || path === rules.path) continue;
    if (matcher.ignores(path)) ignored.add(path);
    else for (const above of foldersOf(path)) kept.add(above);
  }
  for (const path of [...ignored]) for (const above of foldersOf(path)) if (!kept.has(above)) ignored.add(above);
  for (const path of kept) ignored.delete(path);
  return ignored;
}
