import { type Files, findFile, removePath } from "#contract/workspaceFiles.ts";
import { addNotice } from "../page/notices.ts";
import { changeFiles, useWorkspace } from "../workspace/workspace.ts";
import { writeText } from "../workspace/workspaceFiles.ts";
import type { FixedFile } from "./fixedFiles.ts";
import { messages } from "./messages.ts";

/** Changes all files of a fix at once, and offers to undo it at once. */
export function applyFixedFiles(fixed: readonly FixedFile[]): void {
  if (!fixed.every(({ path, before }) => textAt(useWorkspace.getState().content.files, path) === before)) return;
  changeFiles((files) => fixed.reduce((now, { path, after }) => writeText(now, path, after), files));
  addNotice({
    text: messages.applied(fixed.map(({ path }) => path)),
    action: { label: messages.undo, run: () => changeFiles((files) => fixed.reduce(undone, files)) },
  });
}

/** A file that was edited since keeps its edits. */
function undone(files: Files, { path, before, after }: FixedFile): Files {
  if (textAt(files, path) !== after) return files;
  return before === undefined ? removePath(files, path).files : writeText(files, path, before);
}

function textAt(files: Files, path: string): string | undefined {
  const file = findFile(files, path);
  return file?.kind === "text" ? file.text : undefined;
}
