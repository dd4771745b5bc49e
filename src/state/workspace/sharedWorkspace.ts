import { sharePage } from "#contract/pagePaths.ts";
import type { Problem } from "#contract/problem.ts";
import type { Share } from "#contract/share.ts";
import type { Workspace } from "#contract/workspace.ts";
import { getShare, getSharedWorkspace } from "../../api/shares.ts";
import { showImage } from "../image/image.ts";
import { type OpenedWorkspace, showAsOpen } from "./openWorkspace.ts";
import { enterShare, leaveShare } from "./shared.ts";
import { connectSync, EMPTY_WORKSPACE, useWorkspace } from "./workspace.ts";
import { opened, type ReadyState } from "./workspaceSaving.ts";
import type { WorkspaceSync } from "./workspaceSync.ts";

/** Loads a shared copy, not yet shown. `onEdit`: somebody changed it, so it has to become their own. */
export async function loadShared(id: string, onEdit: () => void): Promise<OpenedWorkspace | Problem> {
  const [share, workspace] = await Promise.all([getShare(id), getSharedWorkspace(id)]);
  if (!share.ok) return share.problem;
  // Without its files, a share still shows what came out.
  if (!workspace.ok && workspace.problem.code !== "share/absent") return workspace.problem;
  const sync = syncOfShare(onEdit);
  const state: ReadyState = {
    ...opened(workspace.ok ? withoutLost(workspace.value, share.value) : withoutFiles(share.value), undefined),
    saving: { kind: "saved" },
  };
  return {
    id: sharePage(id),
    sync,
    show: () => {
      connectSync(sync);
      enterShare(share.value, state.content.files);
      showAsOpen(undefined);
      useWorkspace.setState(state, true);
      // The layers need not wait for the log.
      const { image } = share.value.build ?? {};
      if (image !== undefined) showImage(image);
    },
    leave: leaveShare,
  };
}

/** A copy is never saved: the first edit forks it. */
function syncOfShare(onEdit: () => void): WorkspaceSync {
  return { open: async () => undefined, changed: onEdit, flush: () => {}, stop: () => {}, heard: async () => {} };
}

/** A file whose bytes are lost can't be saved: a fork has it no more than this. */
export function withoutLost(workspace: Workspace, { absent }: Pick<Share, "absent">): Workspace {
  const lost = new Set(absent.flatMap(({ path }) => path ?? []));
  return lost.size === 0 ? workspace : { ...workspace, files: workspace.files.filter(({ path }) => !lost.has(path)) };
}

function withoutFiles({ id, name, sharedAt, build }: Share): Workspace {
  return { ...EMPTY_WORKSPACE, id, name, revision: 0, savedAt: sharedAt, ...(build && { lastBuild: build.id }) };
}
