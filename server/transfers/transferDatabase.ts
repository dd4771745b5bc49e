import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "#server/storage/openDatabase.ts";

const VERSION = 1;

const SCHEMA = `
  CREATE TABLE logins (
    owner TEXT NOT NULL,
    registry TEXT NOT NULL,
    username TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (owner, registry)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE pulls (
    owner TEXT NOT NULL,
    reference TEXT NOT NULL,
    platform TEXT NOT NULL,
    digest TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (owner, reference, platform)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE layer_blobs (
    owner TEXT NOT NULL,
    diff_id TEXT NOT NULL,
    registry TEXT NOT NULL,
    repository TEXT NOT NULL,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (owner, diff_id, registry, repository, digest)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX layer_blobs_by_digest ON layer_blobs (owner, digest);
`;

/** Opens `transfers.db` in the data folder: kept logins, and what owners pulled and pushed. Throws on I/O errors. */
export function openTransferDatabase(dir: string): DatabaseSync {
  return openDatabase(join(dir, "transfers.db"), {
    version: VERSION,
    migrate: (database, from) => {
      if (from < VERSION) database.exec(SCHEMA);
    },
    // A login must not be found in the file after a logout.
    secureDelete: true,
  });
}
