import type { RoomNote } from "#contract/room.ts";
import type { WorkspaceFile } from "#contract/workspace.ts";
import { type Files, isTaken } from "#contract/workspaceFiles.ts";
import { editFile } from "../editor/editor.ts";
import { addNotice } from "../page/notices.ts";
import { addFiles, EMPTY_WORKSPACE, useWorkspace } from "../workspace/workspace.ts";
import { openOrCreate } from "../workspace/workspaceActions.ts";
import { messages } from "./messages.ts";

export type SentFiles = Extract<RoomNote["what"], { kind: "files" }>;

/** The path, or the first like it that is free: `app.py` → `app-2.py`. */
export function freePath(files: Files, path: string): string {
  if (!isTaken(files, path)) return path;
  const [, stem = path, extension = ""] = /^((?:.*\/)?[^/]+?)(\.[^./]+)?$/.exec(path) ?? [];
  for (let count = 2; ; count += 1) {
    const other = `${stem}-${count}${extension}`;
    if (!isTaken(files, other)) return other;
  }
}

/** What was sent, at paths that overwrite nothing: one file beside the others, several in a folder of their own. */
export function besideOwn(files: Files, { name, files: sent }: SentFiles): WorkspaceFile[] {
  const [only] = sent;
  if (only && sent.length === 1) return [{ ...only, path: freePath(files, only.path) }];
  const folder = freePath(files, folderName(name));
  return sent.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
}

function folderName(name: string): string {
  return name.replaceAll(/[^\w.-]+/g, "-").replaceAll(/^[.-]+|[.-]+$/g, "") || "from-teacher";
}

/** Adds the files beside the learner's own, and opens the first. */
export function takeBeside(sent: SentFiles): void {
  const { content, phase } = useWorkspace.getState();
  if (phase !== "ready") return;
  const added = besideOwn(content.files, sent);
  addFiles(added);
  const [first] = added;
  if (first?.kind === "text") editFile(first.path);
  addNotice({ text: messages.taken(added.map(({ path }) => path)) });
}

/** Opens the files as a workspace of their own. */
export function takeAsWorkspace({ name, files }: SentFiles): Promise<boolean> {
  return openOrCreate({ ...EMPTY_WORKSPACE, name, files });
}
