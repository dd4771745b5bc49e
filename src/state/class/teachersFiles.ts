import { create } from "zustand";
import type { Workspace, WorkspaceEntry } from "#contract/workspace.ts";
import { listWorkspaces, loadWorkspace } from "../../api/client.ts";

interface TeachersFiles {
  readonly workspaces: readonly WorkspaceEntry[];
  /** The one that is chosen from. */
  readonly chosen?: Workspace;
}

/** The teacher's own workspaces: what they send, and where they ask to look, comes from one of them. */
export const useTeachersFiles = create<TeachersFiles>(() => ({ workspaces: [] }));

/** Lists them, and chooses the one that was saved last. */
export async function loadTeachersFiles(): Promise<void> {
  const list = await listWorkspaces();
  if (!list.ok) return;
  const { workspaces } = list.value;
  useTeachersFiles.setState({ workspaces });
  const before = useTeachersFiles.getState().chosen;
  const id = workspaces.find((entry) => entry.id === before?.id)?.id ?? workspaces[0]?.id;
  if (id !== undefined) await chooseTeachersWorkspace(id);
}

export async function chooseTeachersWorkspace(id: string): Promise<void> {
  const loaded = await loadWorkspace(id);
  if (loaded.ok) useTeachersFiles.setState({ chosen: loaded.value });
}
