import type { Problem } from "#contract/problem.ts";
import type { Workspace, WorkspaceContent } from "#contract/workspace.ts";
import { mergeWorkspace, sameContent } from "./mergeWorkspace.ts";

/** How the local content relates to what the server has. */
export type Saving =
  | { readonly kind: "saved" }
  /** Changed and not yet sent. */
  | { readonly kind: "unsaved" }
  | { readonly kind: "saving" }
  /** The server is unreachable: kept in this browser, retried. */
  | { readonly kind: "offline"; readonly problem: Problem }
  /** The server refused; the next edit tries again. */
  | { readonly kind: "refused"; readonly problem: Problem }
  /** Another tab saved, and `paths` changed in both. Nothing is sent until the person chooses. */
  | { readonly kind: "conflict"; readonly theirs: Workspace; readonly paths: readonly string[] };

/** What was sent since the last answer that arrived: the server may have any of it, the latest is last. */
type Sent = readonly WorkspaceContent[];

const MAX_SENT = 4;

/**
 * `base` is what the server has at `revision`, as far as this tab knows: the common base of a merge.
 */
export type WorkspaceState =
  | { readonly phase: "loading"; readonly content: WorkspaceContent }
  | {
      readonly phase: "ready";
      readonly content: WorkspaceContent;
      readonly base: WorkspaceContent;
      readonly revision: number;
      readonly saving: Saving;
      readonly sent?: Sent;
    };

export type ReadyState = Extract<WorkspaceState, { phase: "ready" }>;

/** Changes this tab keeps locally because the server doesn't have them yet. */
export interface Draft {
  readonly content: WorkspaceContent;
  readonly base: WorkspaceContent;
  readonly revision: number;
  readonly sent?: Sent;
}

function contentOf({ id: _id, revision: _revision, savedAt: _savedAt, ...content }: Workspace): WorkspaceContent {
  return content;
}

/** The page opens with the server's workspace and maybe a draft from an earlier visit. */
export function opened(server: Workspace, draft: Draft | undefined): ReadyState {
  const base = contentOf(server);
  const clean: ReadyState = {
    phase: "ready",
    content: base,
    base,
    revision: server.revision,
    // The server stores nothing for those who only look: a page is somebody who stays.
    saving: { kind: server.revision === 0 ? "unsaved" : "saved" },
  };
  if (!draft || sameContent(draft.content, base)) return clean;
  return savedElsewhere({ ...clean, ...draft, saving: { kind: "unsaved" } }, server);
}

/** The page opens while the server is unreachable. */
export function openedOffline(draft: Draft, problem: Problem): ReadyState {
  return { phase: "ready", ...draft, saving: { kind: "offline", problem } };
}

/** The page opens with a draft of a workspace that is gone. */
export function openedRefused(draft: Draft, problem: Problem): ReadyState {
  return { phase: "ready", ...draft, saving: { kind: "refused", problem } };
}

export function edited(state: ReadyState, content: WorkspaceContent): ReadyState {
  if (content === state.content) return state;
  const waiting = state.saving.kind === "conflict" || state.saving.kind === "offline";
  return { ...state, content, saving: waiting ? state.saving : { kind: "unsaved" } };
}

export function saveStarted(state: ReadyState): ReadyState {
  const { sent = [], content } = state;
  const isSent = sent.some((one) => sameContent(one, content));
  return { ...state, saving: { kind: "saving" }, sent: isSent ? sent : [...sent, content].slice(-MAX_SENT) };
}

export function saveDone(state: ReadyState, sent: WorkspaceContent, revision: number): ReadyState {
  return {
    ...answered(state),
    base: sent,
    revision,
    saving: state.content === sent ? { kind: "saved" } : { kind: "unsaved" },
  };
}

function answered({ sent: _sent, ...state }: ReadyState): ReadyState {
  return state;
}

export function saveFailed(state: ReadyState, problem: Problem): ReadyState {
  if (state.saving.kind === "conflict") return state;
  const away = problem.code === "server/unreachable" || problem.status >= 500;
  return { ...state, saving: { kind: away ? "offline" : "refused", problem } };
}

/**
 * Another tab saved: its changes are merged in. If both changed the same file, the person must choose. Or this tab did, and
 * the page was reloaded or the connection lost before the answer: then what was typed since is based on that.
 */
export function savedElsewhere(state: ReadyState, theirs: Workspace): ReadyState {
  const base = contentOf(theirs);
  if (theirs.revision === state.revision && state.saving.kind !== "conflict") return state;
  const isOwn = state.sent?.some((sent) => sameContent(sent, base)) ?? false;
  const { content, conflicts } = mergeWorkspace(isOwn ? base : state.base, state.content, base);
  if (conflicts.length > 0) return { ...state, saving: { kind: "conflict", theirs, paths: conflicts } };
  const saving: Saving = sameContent(content, base) ? { kind: "saved" } : { kind: "unsaved" };
  return { ...answered(state), content, base, revision: theirs.revision, saving };
}

/** The two ways out of a conflict. */
export function keptMine(state: ReadyState): ReadyState {
  if (state.saving.kind !== "conflict") return state;
  const { theirs, paths } = state.saving;
  const { content } = mergeWorkspace(state.base, state.content, contentOf(theirs));
  return {
    ...answered(state),
    content: paths.length > 0 ? content : state.content,
    base: contentOf(theirs),
    revision: theirs.revision,
    saving: { kind: "unsaved" },
  };
}

export function tookTheirs(state: ReadyState): ReadyState {
  if (state.saving.kind !== "conflict") return state;
  const content = contentOf(state.saving.theirs);
  return {
    ...answered(state),
    content,
    base: content,
    revision: state.saving.theirs.revision,
    saving: { kind: "saved" },
  };
}

/** What this tab must keep locally: nothing once the server has it. */
export function draftOf(state: WorkspaceState): Draft | undefined {
  if (state.phase === "loading" || state.saving.kind === "saved") return undefined;
  const { content, base, revision, sent } = state;
  return { content, base, revision, ...(sent && { sent }) };
}
