import { create } from "zustand";
import type { WorkspaceContent, WorkspaceSettings } from "#contract/workspace.ts";
import { type Files, isWithin, putFiles, removePath, renamePath } from "#contract/workspaceFiles.ts";
import { openFile, useEditor } from "../editor/editor.ts";
import { addNotice } from "../page/notices.ts";
import { isReadOnly } from "../page/readOnly.ts";
import { messages } from "./messages.ts";
import { isShared } from "./together.ts";
import { setMode, writeText } from "./workspaceFiles.ts";
import { edited, type ReadyState, type WorkspaceState } from "./workspaceSaving.ts";
import type { WorkspaceSync } from "./workspaceSync.ts";

export const EMPTY_WORKSPACE: WorkspaceContent = {
  name: "",
  files: [],
  settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
};

/** The workspace, and whether it is saved. Change it only through the functions below: they save. */
export const useWorkspace = create<WorkspaceState>(() => ({ phase: "loading", content: EMPTY_WORKSPACE }));

/** The path of the file in the editor. */
export const openPath = (): string =>
  useEditor.getState().openPath ?? useWorkspace.getState().content.settings.dockerfile;

let sync: WorkspaceSync | undefined;

/** From now on, changes are saved by this. */
export function connectSync(next: WorkspaceSync): void {
  sync = next;
}

/** Saves pending changes without the usual pause. */
export function saveNow(): void {
  sync?.flush();
}

/** Changes the content. Ignored while the workspace is loading. */
export function changeContent(change: (content: WorkspaceContent) => WorkspaceContent): void {
  changeState((state) => edited(state, change(state.content)));
}

export function changeFiles(change: (files: Files) => Files): void {
  changeContent((content) => {
    const files = change(content.files);
    return files === content.files ? content : { ...content, files: [...files] };
  });
}

export function changeSettings(settings: Partial<WorkspaceSettings>): void {
  changeContent((content) => ({ ...content, settings: { ...content.settings, ...settings } }));
}

export function renameWorkspace(name: string): void {
  changeContent((content) => ({ ...content, name }));
}

/** Remembers which build the page shows, so a reload shows it again. */
export function setLastBuild(lastBuild: string): void {
  changeContent((content) => (content.lastBuild === lastBuild ? content : { ...content, lastBuild }));
}

export function typeText(path: string, text: string): void {
  if (isReadOnly()) typeAlong(path, text);
  else changeFiles((files) => writeText(files, path, text));
}

/** On somebody else's page, a text that is edited together is shown as typed; that person's page saves it. */
function typeAlong(path: string, text: string): void {
  const state = useWorkspace.getState();
  if (state.phase !== "ready" || !isShared(path)) return;
  const files = [...writeText(state.content.files, path, text)];
  useWorkspace.setState({ ...state, content: { ...state.content, files } }, true);
}

export function addFiles(added: Files): void {
  changeFiles((files) => putFiles(files, added));
}

/** Moves a file or folder. The open file and the Dockerfile setting follow. */
export function movePath(from: string, to: string): void {
  const follow = (path: string) => (path === from || isWithin(path, from) ? to + path.slice(from.length) : path);
  const { openPath: opened } = useEditor.getState();
  changeContent((content) => ({
    ...content,
    files: [...renamePath(content.files, from, to)],
    settings: followMove(content.settings, follow),
  }));
  if (opened !== undefined) openFile(follow(opened));
}

function followMove(settings: WorkspaceSettings, follow: (path: string) => string): WorkspaceSettings {
  const { dockerfile, namedContexts } = settings;
  const named = namedContexts?.map((one) => (one.type === "folder" ? { ...one, source: follow(one.source) } : one));
  return { ...settings, dockerfile: follow(dockerfile), ...(named && { namedContexts: named }) };
}

/** Deletes a file or folder at once, and offers Undo. */
export function deletePath(path: string): void {
  const { files, removed } = removePath(useWorkspace.getState().content.files, path);
  if (removed.length === 0) return;
  changeFiles(() => files);
  const { openPath: opened } = useEditor.getState();
  if (opened !== undefined && removed.some((file) => file.path === opened)) openFile(undefined);
  const text = messages.deleted(path, removed.length);
  addNotice({ text, action: { label: messages.undo, run: () => addFiles(removed) } });
}

export function setExecutable(path: string, executable: boolean): void {
  changeFiles((files) => setMode(files, path, executable ? 0o755 : 0o644));
}

/** Changes the content and how it relates to the server. Ignored while the workspace is loading, and on a page that only shows. */
export function changeState(change: (state: ReadyState) => ReadyState): void {
  const state = useWorkspace.getState();
  if (state.phase !== "ready" || isReadOnly()) return;
  const next = change(state);
  if (next === state) return;
  useWorkspace.setState(next, true);
  sync?.changed();
}
