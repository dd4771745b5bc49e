import { vi } from "vitest";
import { problem } from "#contract/problem.ts";
import type { Workspace, WorkspaceContent } from "#contract/workspace.ts";
import { putFiles, textFile } from "#contract/workspaceFiles.ts";
import { type Result, refused, succeeded } from "../../api/result.ts";
import type { DraftStore } from "./draftStore.ts";
import { type Draft, edited, type keptMine, type WorkspaceState } from "./workspaceSaving.ts";
import { createWorkspaceSync } from "./workspaceSync.ts";

const away = problem("server/unreachable", "The server does not answer.");

/** A workspace with this Dockerfile. */
export function content(text: string): WorkspaceContent {
  return {
    name: "app",
    files: [...putFiles([], [textFile("Dockerfile", text)])],
    settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
  };
}

const gone = problem("workspace/not-found", "Workspace w not found.");

/** For tests: a page with its server, both as small as can be, the rules of If-Match kept. */
export function pageWithServer(start: { text?: string; revision?: number; draft?: Draft } = {}) {
  const server = {
    text: start.text ?? "FROM a",
    revision: start.revision ?? 5,
    away: false,
    gone: false,
    /** Answers to questions wait for this. */
    slow: Promise.resolve(),
    /** Answers to saves wait for this. */
    slowSaves: Promise.resolve(),
    /** Requests arrive, answers don't. */
    unheard: false,
    saves: [] as string[],
  };
  const kept: { draft: Draft | undefined; held?: Draft; copy: Draft | undefined } = {
    draft: start.draft,
    copy: undefined,
  };
  let state: WorkspaceState = { phase: "loading", content: content("") };
  const drafts: DraftStore = {
    save: async (draft) => {
      kept.draft = draft;
    },
    hold: (draft) => {
      kept.held = draft;
    },
    clear: async () => {
      kept.draft = undefined;
    },
    adopt: async () => kept.draft,
    saveCopy: async (copy) => {
      kept.copy = copy;
    },
    readCopy: async () => kept.copy,
  };
  const stored = (): Result<Workspace> =>
    server.gone
      ? refused(gone)
      : server.away
        ? refused(away)
        : succeeded({ id: "w", ...content(server.text), revision: server.revision, savedAt: 1 });
  const load = async (): Promise<Result<Workspace>> => {
    const answer = stored();
    await server.slow;
    return answer;
  };
  const sync = createWorkspaceSync({
    get: () => state,
    set: (next) => {
      state = next;
    },
    load,
    save: async (sent, revision) => {
      if (server.away) return refused(away);
      if (revision !== server.revision) return refused(problem("workspace/stale", "Changed elsewhere."));
      server.text = sent.files[0]?.text ?? "";
      server.revision += 1;
      server.saves.push(server.text);
      if (server.unheard) return refused(away);
      const { revision: saved } = server;
      await server.slowSaves;
      return succeeded({ revision: saved, savedAt: 1 });
    },
    drafts,
    firstContent: async () => content("FROM first"),
  });
  const ready = () => {
    if (state.phase !== "ready") throw new Error("not ready");
    return state;
  };
  return {
    server,
    kept,
    sync,
    ready,
    text: () => state.content.files[0]?.text,
    saving: () => ready().saving.kind,
    type: (text: string) => {
      state = edited(ready(), content(text));
      sync.changed();
    },
    choose: (choice: typeof keptMine) => {
      state = choice(ready());
      sync.changed();
    },
    otherTabSaves: (text: string) => {
      server.text = text;
      server.revision += 1;
    },
  };
}

export const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);
