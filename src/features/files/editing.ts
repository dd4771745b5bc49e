import { folder, textFile } from "#contract/workspaceFiles.ts";
import { joinPath } from "../../lib/contextPath.ts";
import { addFiles, movePath } from "../../state/workspace/workspace.ts";

/** A name being typed in the tree. */
export type Editing =
  | { readonly kind: "new-file"; readonly folder: string }
  | { readonly kind: "new-folder"; readonly folder: string }
  | { readonly kind: "rename"; readonly path: string };

/** Applies the edit with the typed path, which was validated before. */
export function finishEditing(editing: Editing, path: string): void {
  if (editing.kind === "new-file") addFiles([textFile(path, "")]);
  else if (editing.kind === "new-folder") addFiles([folder(path)]);
  else if (path !== editing.path) movePath(editing.path, path);
}

/** The initial text of the field. */
export function initialName(editing: Editing): string {
  if (editing.kind === "rename") return editing.path;
  return editing.folder === "" ? "" : joinPath(editing.folder, "");
}
