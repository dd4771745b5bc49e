import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { inTransaction } from "#server/oci/store/imageDatabase.ts";
import { schemaVersion, setSchemaVersion } from "#server/oci/store/schemaVersion.ts";

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
  const path = join(dir, "transfers.db");
  const database = new DatabaseSync(path, { timeout: 10_000 });
  // What is deleted is overwritten: a login must not be found in the file after a logout.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;");
  inTransaction(database, () => {
    if (schemaVersion(database, VERSION) === VERSION) return;
    database.exec(SCHEMA);
    setSchemaVersion(database, VERSION);
  });
  return database;
}
