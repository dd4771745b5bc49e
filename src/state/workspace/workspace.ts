import { create } from "zustand";
import type { WorkspaceContent, WorkspaceSettings } from "#contract/workspace.ts";
import { loadWorkspace, saveWorkspace, watchWorkspace } from "../../api/client.ts";
import { isWithin } from "../../lib/contextPath.ts";
import { openFile, useEditor } from "../editor/editor.ts";
import { askHealth } from "../page/health.ts";
import { addNotice } from "../page/notices.ts";
import { openDraftStore } from "./draftStore.ts";
import { type Files, putFiles, removePath, renamePath, setMode, writeText } from "./workspaceFiles.ts";
import { edited, keptMine, type ReadyState, tookTheirs, type WorkspaceState } from "./workspaceSaving.ts";
import { createWorkspaceSync, type WorkspaceSync } from "./workspaceSync.ts";

export const EMPTY_WORKSPACE: WorkspaceContent = {
  name: "",
  files: [],
  settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
};

/** The workspace and how far it is saved. Change it by the functions below only: they save. */
export const useWorkspace = create<WorkspaceState>(() => ({ phase: "loading", content: EMPTY_WORKSPACE }));

let sync: WorkspaceSync | undefined;

/** Call once (`firstContent`: what a new workspace has in it): opens the workspace, then keeps it and the server the same until the page goes. */
export async function startWorkspace(firstContent: () => Promise<WorkspaceContent>): Promise<void> {
  const drafts = await openDraftStore();
  const started = createWorkspaceSync({
    get: useWorkspace.getState,
    set: (state) => useWorkspace.setState(state, true),
    load: () => loadWorkspace(),
    save: saveWorkspace,
    drafts,
    firstContent,
  });
  sync = started;
  await started.open();
  let connectedBefore = false;
  const onConnection = (connected: boolean) => {
    if (connected && connectedBefore) void started.heard();
    if (connectedBefore) void askHealth();
    connectedBefore = true;
  };
  void watchWorkspace(({ revision }) => void started.heard(revision), onConnection, new AbortController().signal);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && started.flush());
  addEventListener("pagehide", () => started.flush());
  addEventListener("online", () => started.flush());
}

/** Saves what waits without the usual pause. */
export function saveNow(): void {
  sync?.flush();
}

/** Replaces the content by what `change` makes of it. Ignored while the workspace is loading. */
export function changeContent(change: (content: WorkspaceContent) => WorkspaceContent): void {
  apply((state) => edited(state, change(state.content)));
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

/** Remembers which build's result the page shows, so that a reload shows it again. */
export function setLastBuild(lastBuild: string): void {
  changeContent((content) => (content.lastBuild === lastBuild ? content : { ...content, lastBuild }));
}

export function typeText(path: string, text: string): void {
  changeFiles((files) => writeText(files, path, text));
}

export function addFiles(added: Files): void {
  changeFiles((files) => putFiles(files, added));
}

/** Moves a file or folder; the editor and the Dockerfile's setting go with it. */
export function movePath(from: string, to: string): void {
  const follow = (path: string) => (path === from || isWithin(path, from) ? to + path.slice(from.length) : path);
  const { openPath } = useEditor.getState();
  changeContent((content) => ({
    ...content,
    files: [...renamePath(content.files, from, to)],
    settings: { ...content.settings, dockerfile: follow(content.settings.dockerfile) },
  }));
  if (openPath !== undefined) openFile(follow(openPath));
}

/** Deletes a file or folder at once and offers to bring it back. */
export function deletePath(path: string): void {
  const { files, removed } = removePath(useWorkspace.getState().content.files, path);
  if (removed.length === 0) return;
  changeFiles(() => files);
  const { openPath } = useEditor.getState();
  if (openPath !== undefined && removed.some((file) => file.path === openPath)) openFile(undefined);
  const what = removed.length === 1 ? path : `${path} with ${removed.length} entries`;
  addNotice({ text: `Deleted ${what}.`, action: { label: "Undo", run: () => addFiles(removed) } });
}

export function setExecutable(path: string, executable: boolean): void {
  changeFiles((files) => setMode(files, path, executable ? 0o755 : 0o644));
}

/** Ends a conflict: what I typed stays where both changed a file, the other tab's other changes come in. */
export function keepMine(): void {
  apply(keptMine);
  sync?.flush();
}

/** Ends a conflict: the other tab's workspace, with the way back to mine offered. */
export function takeTheirs(): void {
  const mine = useWorkspace.getState().content;
  apply(tookTheirs);
  sync?.flush();
  addNotice({
    text: "Took the other tab's version.",
    action: { label: "Take mine back", run: () => changeContent(() => mine) },
  });
}

function apply(change: (state: ReadyState) => ReadyState): void {
  const state = useWorkspace.getState();
  if (state.phase !== "ready") return;
  const next = change(state);
  if (next === state) return;
  useWorkspace.setState(next, true);
  sync?.changed();
}
