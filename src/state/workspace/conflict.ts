import type { WorkspaceContent } from "#contract/workspace.ts";
import { addNotice } from "../page/notices.ts";
import { messages } from "./messages.ts";
import { changeContent, changeState, saveNow, useWorkspace } from "./workspace.ts";
import { keptMine, tookTheirs } from "./workspaceSaving.ts";
import { keepAsVersion } from "./workspaceVersions.ts";

/** Ends a conflict: files changed in both tabs keep my version, the rest of the other tab's changes are merged in. */
export function keepMine(): void {
  const theirs = contentOfOther();
  if (theirs) void keepAsVersion(theirs);
  changeState(keptMine);
  saveNow();
}

/** Ends a conflict with the other tab's workspace, and offers to restore mine. */
export function takeTheirs(): void {
  const mine = useWorkspace.getState().content;
  void keepAsVersion(mine);
  changeState(tookTheirs);
  saveNow();
  addNotice({
    text: messages.tookTheirs,
    action: { label: messages.restoreMine, run: () => changeContent(() => mine) },
  });
}

function contentOfOther(): WorkspaceContent | undefined {
  const state = useWorkspace.getState();
  if (state.phase !== "ready" || state.saving.kind !== "conflict") return undefined;
  const { id: _id, revision: _revision, savedAt: _savedAt, ...content } = state.saving.theirs;
  return content;
}
