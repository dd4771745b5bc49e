import type { WorkspaceFile, WorkspaceSettings } from "#contract/workspace.ts";

/** A path as typed, against the workspace: `found` may be a file or a folder (also one that only paths name). */
export type ResolvedPath =
  | { readonly kind: "file"; readonly path: string; readonly file: WorkspaceFile }
  | { readonly kind: "folder"; readonly path: string }
  /** Nothing there; `path` is where it would be. */
  | { readonly kind: "absent"; readonly path: string }
  /** It leads out of the workspace, or through a file, or can't be a path. */
  | { readonly kind: "invalid"; readonly message: string };

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
  read(file: WorkspaceFile): AsyncIterable<Uint8Array>;
  /** At most `limit` bytes, as text. Undefined if it is longer. */
  text(file: WorkspaceFile, limit?: number): Promise<string | undefined>;
  /** Creates or replaces a file at a resolved path; folders on the way are made. */
  write(path: string, content: string | Uint8Array | AsyncIterable<Uint8Array>, mode?: number): Promise<void>;
  /**
   * Changes the list of files. Another save in between calls `change` again with what it saved, so nothing that was
   * typed in the editor is lost. Undefined changes nothing.
   */
  edit(change: (files: readonly WorkspaceFile[]) => readonly WorkspaceFile[] | undefined): Promise<void>;
}
