import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "#server/storage/openDatabase.ts";

/** `user_version` of the file; 0 has been written with one workspace and with several. */
const VERSION = 1;

/** The owner of every workspace on a server for one person. */
export const DEFAULT_OWNER = "default";

/**
 * `workspaces` is unchanged since the first release. Its content can take tens of MB, and columns behind it are slow to
 * read, so the data for lists is in a table of its own.
 */
const SCHEMA = `
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
  CREATE TABLE IF NOT EXISTS workspace_entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE REFERENCES workspaces (id) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    files INTEGER NOT NULL,
    size INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    deleted_at INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS entries_by_owner ON workspace_entries (owner, number);
  CREATE TABLE IF NOT EXISTS workspace_versions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    saved_at INTEGER NOT NULL,
    digest TEXT NOT NULL,
    name TEXT NOT NULL,
    files INTEGER NOT NULL,
    size INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    content BLOB NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS versions_by_workspace ON workspace_versions (workspace, saved_at);
  CREATE TABLE IF NOT EXISTS workspace_version_blobs (
    version INTEGER NOT NULL REFERENCES workspace_versions (number) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    PRIMARY KEY (version, digest)
  ) STRICT, WITHOUT ROWID;
`;

/** Creates the entry of each workspace in a data folder from before there were several. */
const ADD_ENTRIES = `
  INSERT INTO workspace_entries (id, owner, name, files, size, stored)
  SELECT id, ?, coalesce(json_extract(content, '$.name'), ''), json_array_length(content, '$.files'),
    (SELECT coalesce(sum(json_extract(value, '$.size')), 0) FROM json_each(content, '$.files')), length(content)
  FROM workspaces WHERE id NOT IN (SELECT id FROM workspace_entries)
`;

/** Opens or creates `workspaces.db` in a folder. */
export function openWorkspaceDatabase(dir: string): DatabaseSync {
  return openDatabase(path.join(dir, "workspaces.db"), { version: VERSION, migrate, synchronous: "FULL" });
}

function migrate(db: DatabaseSync): void {
  db.exec(SCHEMA);
  db.prepare(ADD_ENTRIES).run(DEFAULT_OWNER);
}
