import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import {
  type WorkspaceContent,
  type WorkspaceEntry,
  type WorkspaceList,
  workspaceEntrySchema,
} from "#contract/workspace.ts";
import { DEFAULT_OWNER } from "./workspaceDatabase.ts";

export interface WorkspaceEntries {
  list(owner: string): WorkspaceList;
  firstId(owner: string): string;
  /** Whether the owner has it, deleted or not. */
  exists(owner: string, id: string): boolean;
  /** Whether the owner has it and did not delete it, or it is the one that the first save creates. */
  isOwn(owner: string, id: string): boolean;
  /** The owner's number of workspaces, without deleted ones. */
  count(owner: string): number;
  /** Bytes of a workspace's content; of everything an owner has, with versions and deleted ones; of all owners. */
  storedOf(id: string): number;
  stored(owner: string): number;
  storedByAll(): number;
  /** Records the content of a workspace, which is then no longer deleted. */
  put(owner: string, id: string, content: WorkspaceContent, stored: number): void;
  markDeleted(id: string, at: number | null): void;
  /** Drops the oldest deleted workspaces beyond `keep`; returns whether there were any. */
  purge(owner: string, keep: number): boolean;
  /** Deletes all workspaces of an owner. */
  forget(owner: string): void;
}

const numberSchema = z.object({ value: z.number() });
const idSchema = z.object({ id: z.string() });

const LIST = `
  SELECT e.id, e.name, e.files, e.size, w.revision, w.saved_at AS savedAt
  FROM workspace_entries e JOIN workspaces w ON w.id = e.id WHERE e.owner = ?
`;

/** The data of workspaces for lists, and their owners. */
export function openEntries(db: DatabaseSync): WorkspaceEntries {
  const live = db.prepare(`${LIST} AND e.deleted_at IS NULL ORDER BY w.saved_at DESC, e.number DESC`);
  const deleted = db.prepare(`${LIST} AND e.deleted_at IS NOT NULL ORDER BY e.deleted_at DESC, e.number DESC`);
  const first = db.prepare(
    "SELECT id FROM workspace_entries WHERE owner = ? AND deleted_at IS NULL ORDER BY number LIMIT 1",
  );
  const last = db.prepare("SELECT coalesce(max(number), 0) AS value FROM workspace_entries WHERE owner = ?");
  const find = db.prepare("SELECT 1 FROM workspace_entries WHERE owner = ? AND id = ?");
  const findLive = db.prepare("SELECT 1 FROM workspace_entries WHERE owner = ? AND id = ? AND deleted_at IS NULL");
  const count = db.prepare("SELECT count(*) AS value FROM workspace_entries WHERE owner = ? AND deleted_at IS NULL");
  const storedOf = db.prepare("SELECT stored AS value FROM workspace_entries WHERE id = ?");
  const stored = db.prepare(
    `SELECT (SELECT coalesce(sum(stored), 0) FROM workspace_entries WHERE owner = ?1) + (SELECT coalesce(sum(v.stored), 0)
     FROM workspace_entries e JOIN workspace_versions v ON v.workspace = e.id WHERE e.owner = ?1) AS value`,
  );
  const storedByAll = db.prepare(
    `SELECT (SELECT coalesce(sum(stored), 0) FROM workspace_entries) +
     (SELECT coalesce(sum(stored), 0) FROM workspace_versions) AS value`,
  );
  const upsert = db.prepare(
    `INSERT INTO workspace_entries (id, owner, name, files, size, stored) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, files = excluded.files, size = excluded.size,
     stored = excluded.stored, deleted_at = NULL`,
  );
  const mark = db.prepare("UPDATE workspace_entries SET deleted_at = ? WHERE id = ?");
  const purge = db.prepare(
    `DELETE FROM workspaces WHERE id IN (SELECT id FROM workspace_entries WHERE owner = ? AND deleted_at IS NOT NULL
     ORDER BY deleted_at DESC, number DESC LIMIT -1 OFFSET ?)`,
  );
  const forget = db.prepare("DELETE FROM workspaces WHERE id IN (SELECT id FROM workspace_entries WHERE owner = ?)");
  const numberIn = (row: unknown): number => numberSchema.optional().parse(row)?.value ?? 0;

  /** Before the first save, an owner has an ID but no row: a visit without a save costs nothing. */
  function unsavedId(owner: string): string {
    const number = numberIn(last.get(owner));
    if (owner === DEFAULT_OWNER && number === 0) return DEFAULT_OWNER;
    return createHash("sha256").update(`${owner} ${number}`).digest("base64url").slice(0, 12);
  }

  const firstId = (owner: string): string => idSchema.optional().parse(first.get(owner))?.id ?? unsavedId(owner);
  return {
    list: (owner) => ({ workspaces: rowsOf(live.all(owner)), deleted: rowsOf(deleted.all(owner)) }),
    firstId,
    exists: (owner, id) => find.get(owner, id) !== undefined,
    isOwn: (owner, id) => findLive.get(owner, id) !== undefined || firstId(owner) === id,
    count: (owner) => numberIn(count.get(owner)),
    storedOf: (id) => numberIn(storedOf.get(id)),
    stored: (owner) => numberIn(stored.get(owner)),
    storedByAll: () => numberIn(storedByAll.get()),
    put(owner, id, { name, files }, bytes) {
      const size = files.reduce((sum, file) => sum + file.size, 0);
      upsert.run(id, owner, name, files.length, size, bytes);
    },
    markDeleted: (id, at) => void mark.run(at, id),
    purge: (owner, keep) => Number(purge.run(owner, keep).changes) > 0,
    forget: (owner) => void forget.run(owner),
  };
}

function rowsOf(rows: unknown): WorkspaceEntry[] {
  return z.array(workspaceEntrySchema).parse(rows);
}
