import type { WorkspaceContent, WorkspaceVersion } from "#contract/workspace.ts";
import { getVersion, keepVersion, listVersions } from "../../api/client.ts";
import { useOpenWorkspace } from "./openWorkspace.ts";

/**
 * Keeps content as a version before something takes its place: Undo is in a notice, and that goes away. The caller does
 * not wait: without a server, nothing is replaced there either.
 */
export async function keepAsVersion({ lastBuild: _, ...content }: WorkspaceContent): Promise<void> {
  const { id } = useOpenWorkspace.getState();
  if (id !== undefined) await keepVersion(id, content);
}

/** Earlier versions of the open workspace, the latest first; undefined if the server does not answer. */
export async function loadVersions(): Promise<readonly WorkspaceVersion[] | undefined> {
  const { id } = useOpenWorkspace.getState();
  if (id === undefined) return undefined;
  const answer = await listVersions(id);
  return answer.ok ? answer.value.versions : undefined;
}

export async function loadVersion(version: number): Promise<WorkspaceContent | undefined> {
  const { id } = useOpenWorkspace.getState();
  if (id === undefined) return undefined;
  const answer = await getVersion(id, version);
  return answer.ok ? answer.value : undefined;
}
