import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "#server/storage/openDatabase.ts";

/** `user_version` of the file. */
const VERSION = 1;

/**
 * A share is kept while anybody has it: the same content shared by two people is one share with two owners. `shared_at`
 * of an owner says when it was shared last, from which it expires.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS shares (
    id TEXT PRIMARY KEY,
    created_at INTEGER NOT NULL,
    size INTEGER NOT NULL,
    manifest TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS share_owners (
    share TEXT NOT NULL REFERENCES shares (id) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    shared_at INTEGER NOT NULL,
    PRIMARY KEY (share, owner)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS shares_by_owner ON share_owners (owner, shared_at);
  CREATE TABLE IF NOT EXISTS share_blobs (
    share TEXT NOT NULL REFERENCES shares (id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    PRIMARY KEY (share, digest)
  ) STRICT, WITHOUT ROWID;
`;

/** Opens or creates `shares.db` in a folder. */
export function openShareDatabase(dir: string): DatabaseSync {
  return openDatabase(path.join(dir, "shares.db"), {
    version: VERSION,
    migrate: (db) => db.exec(SCHEMA),
    synchronous: "FULL",
  });
}
