import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "#server/storage/openDatabase.ts";

/** `user_version` of the file: a later version migrates from it. */
const VERSION = 1;

/**
 * How far workspaces are in their lessons, what their files were when a step began, and the lessons that people try.
 * States are JSON: `progressStore.ts` reads them.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS progress (
    workspace TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    lesson TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    state TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS progress_by_owner ON progress (owner);
  CREATE TABLE IF NOT EXISTS snapshots (
    workspace TEXT NOT NULL REFERENCES progress (workspace) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    content BLOB NOT NULL,
    blobs TEXT NOT NULL,
    PRIMARY KEY (workspace, step)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS tried (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    owner TEXT NOT NULL,
    id TEXT NOT NULL,
    context TEXT NOT NULL,
    UNIQUE (owner, id)
  ) STRICT;
`;

/** Opens or creates `lessons.db` in a folder. */
export function openLessonDatabase(dir: string): DatabaseSync {
  return openDatabase(path.join(dir, "lessons.db"), { version: VERSION, migrate: (db) => db.exec(SCHEMA) });
}
