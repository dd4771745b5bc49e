import { create } from "zustand";
import type { Problem } from "#contract/problem.ts";
import type { WorkspaceContent, WorkspaceList } from "#contract/workspace.ts";
import { textFile } from "#contract/workspaceFiles.ts";
import {
  deleteWorkspace,
  listWorkspaces,
  loadWorkspace,
  restoreVersion,
  restoreWorkspace,
  createWorkspace as sendNew,
} from "../../api/client.ts";
import { formatAge } from "../../lib/formatAge.ts";
import { addNotice } from "../page/notices.ts";
import { sameContent } from "./mergeWorkspace.ts";
import { messages } from "./messages.ts";
import { useOpenWorkspace } from "./openWorkspace.ts";
import { EMPTY_WORKSPACE, useWorkspace } from "./workspace.ts";
import { ensureOwn, isSaved, openWorkspace, takeSaved } from "./workspaceSession.ts";

/** The person's workspaces, as of the last time somebody asked. */
export const useWorkspaceList = create<WorkspaceList>(() => ({ workspaces: [], deleted: [] }));

export async function refreshWorkspaces(): Promise<void> {
  const list = await listWorkspaces();
  if (list.ok) useWorkspaceList.setState(list.value, true);
}

/** Opens a workspace, and says why if it can't be. */
export async function goToWorkspace(id: string): Promise<boolean> {
  const switched = await openWorkspace(id);
  if (typeof switched !== "string") refuse(messages.notOpened(reasonOf(switched)));
  return switched === "shown";
}

/** Makes a workspace and opens it; the present one stays as it is. */
export async function createWorkspace(content: WorkspaceContent): Promise<boolean> {
  const { lastBuild: _, ...fresh } = content;
  const created = await sendNew(fresh);
  if (created.ok) return goToWorkspace(created.value.id);
  refuse(messages.notCreated(reasonOf(created.problem)));
  return false;
}

export const newWorkspace = (): Promise<boolean> =>
  createWorkspace({ ...EMPTY_WORKSPACE, name: messages.newName, files: [textFile("Dockerfile", "FROM ")] });

export function duplicateWorkspace(): Promise<boolean> {
  // A duplicate of a shared copy is what a fork is.
  if (useOpenWorkspace.getState().id === undefined) return ensureOwn();
  const { content } = useWorkspace.getState();
  return createWorkspace({ ...content, name: messages.copyName(content.name) });
}

/** Opens the workspace that has this content, such as an example that nobody has changed, or makes one. */
export async function openOrCreate(content: WorkspaceContent): Promise<boolean> {
  const list = await listWorkspaces();
  const named = list.ok ? list.value.workspaces.filter(({ name }) => name === content.name) : [];
  for (const { id } of named) {
    const found = await loadWorkspace(id);
    if (found.ok && sameContent(found.value, content)) return goToWorkspace(id);
  }
  return createWorkspace(content);
}

/** Deletes a workspace, and offers Undo. If it is the open one, the latest of the others is opened, or a new one. */
export async function removeWorkspace(id: string): Promise<void> {
  if (!(await leaveForAnother(id))) return;
  const gone = await deleteWorkspace(id);
  if (!gone.ok) return refuse(messages.notDeleted(reasonOf(gone.problem)));
  await refreshWorkspaces();
  const name = useWorkspaceList.getState().deleted.find((entry) => entry.id === id)?.name ?? "";
  addNotice({
    text: messages.deletedWorkspace(name),
    action: { label: messages.undo, run: () => void bringBack(id) },
  });
}

async function leaveForAnother(id: string): Promise<boolean> {
  if (useOpenWorkspace.getState().id !== id) return true;
  // What was typed last goes with it: it can be restored.
  await isSaved();
  await refreshWorkspaces();
  const other = useWorkspaceList.getState().workspaces.find((entry) => entry.id !== id);
  return other ? goToWorkspace(other.id) : newWorkspace();
}

/** Restores a deleted workspace and opens it. */
export async function bringBack(id: string): Promise<void> {
  const restored = await restoreWorkspace(id);
  if (!restored.ok) return refuse(messages.notRestored(reasonOf(restored.problem)));
  await goToWorkspace(id);
  await refreshWorkspaces();
}

/** Puts an earlier version in place of the files and settings, which become a version themselves: Undo restores that. */
export async function goBackTo(version: number, savedAt: number): Promise<void> {
  const { id } = useOpenWorkspace.getState();
  if (id === undefined || !(await isSaved())) return refuse(messages.notRestored(messages.notSaved));
  const restored = await restoreVersion(id, version);
  if (!restored.ok) return refuse(messages.notRestored(reasonOf(restored.problem)));
  await takeSaved();
  const { kept, savedAt: now } = restored.value;
  addNotice({
    text: messages.restoredVersion(formatAge(new Date(savedAt).toISOString(), Date.now())),
    action: { label: messages.undo, run: () => void goBackTo(kept, now) },
  });
}

const reasonOf = ({ title, detail, next = "" }: Problem): string => `${title}. ${detail} ${next}`.trim();

function refuse(text: string): void {
  addNotice({ text, tone: "error" });
}
