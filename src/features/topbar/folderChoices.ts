import type { WorkspaceFile } from "#contract/workspace.ts";
import { foldersOf } from "../../lib/contextPath.ts";

export interface FolderChoice {
  /** "" is the folder of all files. */
  readonly path: string;
  readonly isThere: boolean;
}

/** The folders of a workspace by name, and the chosen one if it is gone. */
export function folderChoices(files: readonly WorkspaceFile[], chosen: string): FolderChoice[] {
  const folders = files.flatMap(({ path, kind }) => [...foldersOf(path), ...(kind === "folder" ? [path] : [])]);
  const there = new Set(["", ...folders]);
  return [...new Set([...there, chosen])].sort().map((path) => ({ path, isThere: there.has(path) }));
}
