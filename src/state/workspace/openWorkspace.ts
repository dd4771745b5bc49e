import { create } from "zustand";
import type { Problem } from "#contract/problem.ts";
import type { Workspace, WorkspaceContent, WorkspaceEvent } from "#contract/workspace.ts";
import { loadWorkspace, saveWorkspace, watchWorkspace } from "../../api/client.ts";
import type { Result } from "../../api/result.ts";
import { askHealth } from "../page/health.ts";
import type { DraftStores } from "./draftStore.ts";
import { sameContent } from "./mergeWorkspace.ts";
import { forgetSharedSecrets, giveSecretsTo } from "./secrets.ts";
import { connectSync, EMPTY_WORKSPACE, useWorkspace } from "./workspace.ts";
import { edited, type WorkspaceState } from "./workspaceSaving.ts";
import { createWorkspaceSync, type WorkspaceSync } from "./workspaceSync.ts";

interface OnPage {
  /** Undefined while a shared copy is shown. */
  readonly id: string | undefined;
  /** Another number is another text, with its own undo; a fork goes on with the text it was made of. */
  readonly text: number;
}

/** Which workspace is on the page. */
export const useOpenWorkspace = create<OnPage>(() => ({ id: undefined, text: 0 }));

export function showAsOpen(id: string | undefined): void {
  if (id === undefined) forgetSharedSecrets();
  useOpenWorkspace.setState(({ text }) => ({ id, text: text + 1 }));
}

/** Counts how often the server told that the open workspace is at another place of its lesson. */
export const useLessonNews = create<{ readonly count: number }>(() => ({ count: 0 }));

/** A workspace that the page shows, or that it left and still saves. */
export interface OpenedWorkspace {
  readonly id: string;
  readonly sync: WorkspaceSync;
  /** Shows it on the page. */
  readonly show: () => void;

  /** Takes it off the page. What was typed last is still saved, however long the server is unreachable. */
  readonly leave: () => void;
}

export interface OwnWorkspace extends OpenedWorkspace {
  /** Shows it in place of a copy that it is a fork of, with what was made of that on this page. */
  readonly goOnFrom: (content: WorkspaceContent) => void;
}

interface Opening {
  /** What to open if neither the server nor this browser has anything. */
  readonly firstContent?: () => Promise<WorkspaceContent>;
  /** The server was asked for the workspace already. */
  readonly asked?: Promise<Result<Workspace>>;
}

/** Loads a workspace, not yet shown; a problem if there is nothing to show. */
export async function loadOpened(
  id: string,
  drafts: DraftStores,
  { firstContent, asked }: Opening = {},
): Promise<OwnWorkspace | Problem> {
  let first = asked;
  const load = () => {
    const answer = first ?? loadWorkspace(id);
    first = undefined;
    return answer;
  };
  let away: WorkspaceState | undefined = { phase: "loading", content: EMPTY_WORKSPACE };
  const watching = new AbortController();
  const sync = createWorkspaceSync({
    get: () => away ?? useWorkspace.getState(),
    set: (state) => {
      if (away === undefined) useWorkspace.setState(state, true);
      else away = state;
    },
    load,
    save: (content, revision) => saveWorkspace(id, content, revision),
    drafts: drafts.of(id),
    ...(firstContent && { firstContent }),
  });
  const problem = await sync.open();
  if (problem) return problem;
  return {
    id,
    sync,
    show: () => {
      const state = away ?? useWorkspace.getState();
      away = undefined;
      connectSync(sync);
      showAsOpen(id);
      useWorkspace.setState(state, true);
      watch(id, sync, watching.signal);
    },
    goOnFrom: (content) => {
      const state = away;
      away = undefined;
      connectSync(sync);
      giveSecretsTo(id);
      useOpenWorkspace.setState({ id });
      if (state?.phase === "ready")
        useWorkspace.setState(sameContent(content, state.base) ? state : edited(state, content), true);
      sync.changed();
      watch(id, sync, watching.signal);
    },
    leave: () => {
      away = useWorkspace.getState();
      watching.abort();
      sync.flush();
    },
  };
}

function watch(id: string, sync: WorkspaceSync, signal: AbortSignal): void {
  let connectedBefore = false;
  const onConnection = (connected: boolean) => {
    if (connected && connectedBefore) void sync.heard();
    if (connectedBefore) void askHealth();
    connectedBefore = true;
  };
  const onEvent = (event: WorkspaceEvent) => {
    if (event.type === "saved") void sync.heard(event.revision);
    else useLessonNews.setState(({ count }) => ({ count: count + 1 }));
  };
  void watchWorkspace(id, onEvent, onConnection, signal);
}
