import type { WorkspaceFile, WorkspaceSettings } from "#contract/workspace.ts";

/** A path as typed, against the workspace. A folder may also be one that only paths name. */
export type ResolvedPath =
  | { readonly kind: "file"; readonly path: string; readonly file: WorkspaceFile }
  | { readonly kind: "folder"; readonly path: string }
  /** Nothing there; `path` is where it would be, and `hasParent` whether the folder that it would lie in exists. */
  | { readonly kind: "absent"; readonly path: string; readonly hasParent: boolean }
  | { readonly kind: "invalid"; readonly fault: PathFault; readonly message: string };

/** `not-folder`: it leads through a file. */
export type PathFault = "not-found" | "not-folder" | "too-long";

/** As Linux words them. */
export const FAULT_WORDS: Readonly<Record<PathFault | "is-folder", string>> = {
  "not-found": "No such file or directory",
  "not-folder": "Not a directory",
  "is-folder": "Is a directory",
  "too-long": "File name too long",
};

/**
 * The files of the console's workspace, as last saved. What is changed here shows in the editor at once. `/` and `~` are
 * the top of the workspace; paths are relative to the current folder. Throws a ProblemError: workspace/…, context/path,
 * store/full.
 */
export interface ConsoleFiles {
  /** Every file and folder, by path. */
  list(): Promise<readonly WorkspaceFile[]>;
  settings(): Promise<WorkspaceSettings>;
  resolve(typed: string): Promise<ResolvedPath>;
  /** The names in a folder at a resolved path, sorted; undefined if it is no folder. */
  names(folder: string): Promise<readonly string[] | undefined>;
  read(file: WorkspaceFile): AsyncIterable<Uint8Array>;
  /** Undefined if it is longer than `limit` bytes: 1 MB if absent. */
  text(file: WorkspaceFile, limit?: number): Promise<string | undefined>;
  /** Creates or replaces a file at a resolved path; folders on the way are made. */
  write(path: string, content: string | Uint8Array | AsyncIterable<Uint8Array>, mode?: number): Promise<void>;
  /** Adds to the end of a file as it then is, or creates it. */
  append(path: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /**
   * Changes the list of files. Another save in between calls `change` again with what it saved, so nothing that was
   * typed in the editor is lost. Undefined changes nothing.
   */
  edit(change: (files: readonly WorkspaceFile[]) => readonly WorkspaceFile[] | undefined): Promise<void>;
}
