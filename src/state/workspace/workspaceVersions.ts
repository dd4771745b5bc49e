import type { WorkspaceContent, WorkspaceVersion } from "#contract/workspace.ts";
import { getVersion, listVersions } from "../../api/client.ts";
import { useOpenWorkspace } from "./openWorkspace.ts";

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
