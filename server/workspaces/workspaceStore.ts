import { EventEmitter } from "node:events";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Digest } from "#contract/names/digest.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import {
  type Workspace,
  type WorkspaceContent,
  type WorkspaceSaved,
  workspaceContentSchema,
} from "#contract/workspace.ts";
import { contextPath } from "#server/contexts/contextPath.ts";
import { firstWorkspace } from "./firstWorkspace.ts";
import { openSentContent } from "./sentContent.ts";

/** The only workspace of the default mode. */
export const DEFAULT_WORKSPACE = "default";

export interface WorkspaceStore {
  /** The saved workspace; a new one starts with the first example. */
  get(id: string): Workspace;
  /** The latest revision. */
  saved(id: string): WorkspaceSaved;
  /**
   * Saves content over revision `expected` (undefined: over any revision). Throws `workspace/stale` if another save
   * came first, `workspace/too-large` if it exceeds the limit, and `context/path` if a path is invalid; the workspace
   * is then unchanged.
   */
  save(id: string, content: WorkspaceContent, expected: number | undefined): WorkspaceSaved;
  /** Whether a file of the saved workspace has these bytes. */
  hasBlob(id: string, digest: Digest): boolean;
  /** Records that the workspace uploaded this blob or context, so that it may refer to it. */
  noteSent(id: string, digest: Digest): void;
  /** Whether the workspace may refer to this content by digest: it uploaded it, or has it in a file. */
  holds(id: string, digest: Digest): boolean;
  /** The blobs of all files of all workspaces. */
  blobs(): Iterable<Digest>;
  /** Calls back after each save of a workspace; returns a function that unsubscribes. */
  onSaved(id: string, listener: () => void): () => void;
  close(): void;
}

export interface WorkspaceStoreOptions {
  readonly dir: string;
  /** Most bytes of a workspace's content as JSON. */
  readonly maxBytes: number;
  readonly now?: () => number;
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA busy_timeout = 5000;
  CREATE TABLE IF NOT EXISTS workspaces (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    content TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS workspace_blobs (
    workspace TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    PRIMARY KEY (workspace, digest)
  ) STRICT, WITHOUT ROWID;
`;

interface Row {
  revision: number;
  savedAt: number;
  content: string;
}

function isRow(row: unknown): row is Row {
  return typeof row === "object" && row !== null && "revision" in row && "savedAt" in row && "content" in row;
}

function blobsOf(content: WorkspaceContent): Set<Digest> {
  return new Set(content.files.flatMap(({ blob }) => (blob === undefined ? [] : [blob])));
}

function stale(revision: number): ProblemError {
  return new ProblemError(
    problem("workspace/stale", `The workspace was saved elsewhere and is at revision ${revision}.`, {
      next: "Reload the workspace, then make the change again.",
    }),
  );
}

function tooLarge(bytes: number, limit: number): ProblemError {
  return new ProblemError(
    problem("workspace/too-large", `The workspace has ${bytes} bytes of text. The limit is ${limit} bytes.`, {
      next: "Remove large files, or upload them as files instead of text.",
    }),
  );
}

/** Paths follow the rules of contexts, where the files end up. */
function checkPath(name: string): void {
  if (contextPath(name) !== "") return;
  throw new ProblemError(problem("context/path", `${JSON.stringify(name)} is not the path of a file.`));
}

/** Opens or creates the store in `workspaces.db` of a folder. A save is on disk when it returns. */
export function openWorkspaceStore({ dir, maxBytes, now = Date.now }: WorkspaceStoreOptions): WorkspaceStore {
  const db = new DatabaseSync(path.join(dir, "workspaces.db"));
  db.exec(SCHEMA);
  const sent = openSentContent(db);
  const saves = new EventEmitter().setMaxListeners(0);
  const select = db.prepare("SELECT revision, saved_at AS savedAt, content FROM workspaces WHERE id = ?");
  const upsert = db.prepare(
    `INSERT INTO workspaces (id, revision, saved_at, content) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, saved_at = excluded.saved_at, content = excluded.content`,
  );
  const forgetBlobs = db.prepare("DELETE FROM workspace_blobs WHERE workspace = ?");
  const keepBlob = db.prepare("INSERT INTO workspace_blobs (workspace, digest) VALUES (?, ?)");
  const findBlob = db.prepare("SELECT 1 FROM workspace_blobs WHERE workspace = ? AND digest = ?");
  const allBlobs = db.prepare("SELECT DISTINCT digest FROM workspace_blobs");

  function read(id: string): Row | undefined {
    const row: unknown = select.get(id);
    return isRow(row) ? row : undefined;
  }

  function write(id: string, content: WorkspaceContent, json: string, expected: number | undefined): WorkspaceSaved {
    db.exec("BEGIN IMMEDIATE");
    try {
      const revision = read(id)?.revision ?? 0;
      if (expected !== undefined && expected !== revision) throw stale(revision);
      const result = { revision: revision + 1, savedAt: now() };
      upsert.run(id, result.revision, result.savedAt, json);
      forgetBlobs.run(id);
      for (const digest of blobsOf(content)) keepBlob.run(id, digest);
      db.exec("COMMIT");
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK");
      throw error;
    }
  }

  function save(id: string, content: WorkspaceContent, expected: number | undefined): WorkspaceSaved {
    for (const { path: name } of content.files) checkPath(name);
    const json = JSON.stringify(content);
    const bytes = Buffer.byteLength(json);
    if (bytes > maxBytes) throw tooLarge(bytes, maxBytes);
    const result = write(id, content, json, expected);
    saves.emit(id);
    return result;
  }

  function get(id: string): Workspace {
    const row = read(id);
    if (row === undefined) {
      const content = firstWorkspace();
      return { ...content, ...save(id, content, 0) };
    }
    const content = workspaceContentSchema.parse(JSON.parse(row.content));
    return { ...content, revision: row.revision, savedAt: row.savedAt };
  }

  return {
    get,
    save,
    saved(id) {
      const { revision, savedAt } = read(id) ?? get(id);
      return { revision, savedAt };
    },
    hasBlob: (id, digest) => findBlob.get(id, digest) !== undefined,
    noteSent: sent.note,
    holds: (id, digest) => sent.has(id, digest) || findBlob.get(id, digest) !== undefined,
    *blobs() {
      for (const row of allBlobs.iterate()) yield row.digest as Digest;
    },
    onSaved(id, listener) {
      saves.on(id, listener);
      return () => saves.off(id, listener);
    },
    close: () => db.close(),
  };
}
