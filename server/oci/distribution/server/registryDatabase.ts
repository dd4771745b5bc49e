import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "#server/storage/openDatabase.ts";

const VERSION = 1;

/**
 * What was pushed, by workspace and repository. `parts` are the blobs and manifests that a manifest names. A tag's `name`
 * and `image` are the name and the ID of the workspace's image for it; null if there is none.
 */
const SCHEMA = `
  CREATE TABLE blobs (
    workspace TEXT NOT NULL,
    repository TEXT NOT NULL,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    pushed_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, repository, digest)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE manifests (
    workspace TEXT NOT NULL,
    repository TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    subject TEXT,
    artifact_type TEXT,
    annotations TEXT,
    pushed_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, repository, digest)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX manifests_by_subject ON manifests (workspace, repository, subject);
  CREATE TABLE parts (
    workspace TEXT NOT NULL,
    repository TEXT NOT NULL,
    manifest TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (workspace, repository, manifest, digest)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX parts_by_digest ON parts (workspace, repository, digest);
  CREATE TABLE tags (
    workspace TEXT NOT NULL,
    repository TEXT NOT NULL,
    tag TEXT NOT NULL,
    digest TEXT NOT NULL,
    name TEXT,
    image TEXT,
    PRIMARY KEY (workspace, repository, tag)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tags_by_digest ON tags (workspace, repository, digest);
`;

/** Opens `registry.db`, which the server and its threads share, and migrates it. Throws on I/O errors. */
export function openRegistryDatabase(path: string): DatabaseSync {
  return openDatabase(path, {
    version: VERSION,
    migrate: (database, from) => {
      if (from < VERSION) database.exec(SCHEMA);
    },
  });
}
