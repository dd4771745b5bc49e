import type { Problem } from "#contract/problem.ts";
import type { Workspace, WorkspaceContent, WorkspaceSaved } from "#contract/workspace.ts";
import type { Result } from "../../api/result.ts";
import type { DraftStore } from "./draftStore.ts";
import {
  type Draft,
  draftOf,
  opened,
  openedOffline,
  openedRefused,
  type ReadyState,
  saveDone,
  savedElsewhere,
  saveFailed,
  saveStarted,
  type WorkspaceState,
} from "./workspaceSaving.ts";

export interface SyncDependencies {
  readonly get: () => WorkspaceState;
  readonly set: (state: WorkspaceState) => void;
  readonly load: () => Promise<Result<Workspace>>;
  readonly save: (content: WorkspaceContent, revision: number) => Promise<Result<WorkspaceSaved>>;
  readonly drafts: DraftStore;
  /** What to open if neither the server nor this browser has anything; without it, that is a problem. */
  readonly firstContent?: () => Promise<WorkspaceContent>;
}

/** Pause after the last keystroke before a save, in milliseconds. */
const SAVE_AFTER_MS = 400;
const DRAFT_AFTER_MS = 250;
const RETRY_MS = [1000, 2000, 5000, 10_000];

export interface WorkspaceSync {
  /** Gives the problem if there is nothing to show. */
  readonly open: () => Promise<Problem | undefined>;
  /** Call after every edit. */
  readonly changed: () => void;
  /** Saves pending changes now. */
  readonly flush: () => void;
  /** Ends without another save; what is not saved stays a draft. */
  readonly stop: () => void;
  /** Another tab saved this revision; without one, the connection is back and something may have been missed. */
  readonly heard: (revision?: number) => Promise<void>;
}

/** Syncs the workspace with the server: one save at a time, drafts in between, retries while it is unreachable. */
export function createWorkspaceSync({ get, set, load, save, drafts, firstContent }: SyncDependencies): WorkspaceSync {
  let saveTimer: ReturnType<typeof setTimeout> | undefined;
  let draftTimer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  let stopped = false;
  let failures = 0;
  /** Counts questions and saves: an answer to a question before the last of them is old. */
  let asked = 0;
  /** The newest revision that was told of while a save was in flight. */
  let heardOf = 0;

  const update = (change: (state: ReadyState) => ReadyState) => {
    const state = get();
    if (state.phase === "ready") set(change(state));
  };

  const schedule = (after: number) => {
    clearTimeout(saveTimer);
    if (!stopped) saveTimer = setTimeout(() => void send(), after);
  };

  const keepDraft = () => {
    clearTimeout(draftTimer);
    const draft = draftOf(get());
    void (draft ? drafts.save(draft) : drafts.clear()).catch(() => {});
  };

  const afterSave = () => {
    if (stopped) return;
    keepDraft();
    const state = get();
    if (state.phase !== "ready") return;
    if (state.saving.kind === "unsaved") schedule(SAVE_AFTER_MS);
    if (state.saving.kind === "offline") {
      schedule(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? SAVE_AFTER_MS);
      failures += 1;
    } else failures = 0;
    if (state.saving.kind === "saved") void drafts.saveCopy(copyOf(state)).catch(() => {});
  };

  const takeTheirs = async () => {
    asked += 1;
    heardOf = 0;
    const mine = asked;
    const theirs = await load();
    if (mine !== asked || stopped) return;
    update((state) => (theirs.ok ? savedElsewhere(state, theirs.value) : saveFailed(state, theirs.problem)));
  };

  const send = async () => {
    const state = get();
    if (busy || state.phase !== "ready") return;
    if (state.saving.kind === "saved" || state.saving.kind === "conflict") return;
    busy = true;
    asked += 1;
    const { content, revision } = state;
    set(saveStarted(state));
    const answer = await save(content, revision);
    if (stopped) return;
    if (answer.ok) update((now) => saveDone(now, content, answer.value.revision));
    else if (answer.problem.code === "workspace/stale") await takeTheirs();
    else update((now) => saveFailed(now, answer.problem));
    while (heardOf > revisionOf(get())) await takeTheirs();
    busy = false;
    afterSave();
  };

  return {
    open: async () => {
      const [server, draft] = await Promise.all([load(), drafts.adopt().catch(() => undefined)]);
      const state = server.ok
        ? opened(server.value, draft)
        : await openedWithout(server.problem, draft, drafts, firstContent);
      if (!state) return server.ok ? undefined : server.problem;
      set(state);
      afterSave();
      return undefined;
    },
    stop: () => {
      stopped = true;
      clearTimeout(saveTimer);
      clearTimeout(draftTimer);
    },
    changed: () => {
      clearTimeout(draftTimer);
      draftTimer = setTimeout(keepDraft, DRAFT_AFTER_MS);
      const state = get();
      if (state.phase === "ready" && state.saving.kind !== "offline") schedule(SAVE_AFTER_MS);
    },
    flush: () => {
      clearTimeout(saveTimer);
      void send();
      // After it began: the draft says what was sent, whose answer this page may not live to see.
      keepDraft();
      const draft = draftOf(get());
      if (draft) drafts.hold(draft);
    },
    heard: async (revision) => {
      const state = get();
      // Our own save is in flight: only its response tells which of the two is newer.
      if (busy) heardOf = Math.max(heardOf, revision ?? 0);
      if (busy || state.phase !== "ready") return;
      if (revision !== undefined && revision <= state.revision) return;
      if (state.saving.kind === "offline") return void send();
      await takeTheirs();
      afterSave();
    },
  };
}

/** Opens what this browser has; undefined if it has nothing. */
async function openedWithout(
  problem: Problem,
  draft: Draft | undefined,
  drafts: DraftStore,
  firstContent: (() => Promise<WorkspaceContent>) | undefined,
): Promise<ReadyState | undefined> {
  if (problem.code === "workspace/not-found") return draft && openedRefused(draft, problem);
  const known = draft ?? (await drafts.readCopy().catch(() => undefined));
  if (known) return openedOffline(known, problem);
  if (!firstContent) return undefined;
  const content = await firstContent();
  return openedOffline({ content, base: content, revision: 0 }, problem);
}

const revisionOf = (state: WorkspaceState): number => (state.phase === "ready" ? state.revision : 0);

const copyOf = (state: ReadyState): Draft => ({ content: state.base, base: state.base, revision: state.revision });
