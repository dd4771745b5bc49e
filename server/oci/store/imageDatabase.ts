import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "#server/storage/openDatabase.ts";

/** 5 has images with the origin `seed`, which earlier versions of Strata can't read. */
const VERSION = 8;

const SCHEMA = `
  CREATE TABLE images (
    workspace TEXT NOT NULL,
    id TEXT NOT NULL,
    manifest TEXT NOT NULL,
    layers TEXT NOT NULL,
    platform TEXT NOT NULL,
    size INTEGER NOT NULL,
    created TEXT,
    built INTEGER NOT NULL,
    build_id TEXT,
    base_name TEXT,
    base_layers INTEGER,
    provenance TEXT NOT NULL,
    put_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE tags (
    workspace TEXT NOT NULL,
    name TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (workspace, name)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tags_by_image ON tags (workspace, id);
  CREATE TABLE layer_sources (
    digest TEXT PRIMARY KEY,
    diff_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE pulled (
    reference TEXT NOT NULL,
    platform TEXT NOT NULL,
    id TEXT NOT NULL,
    digest TEXT,
    layers TEXT NOT NULL,
    size INTEGER NOT NULL,
    origin TEXT NOT NULL,
    pulled_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (reference, platform, origin)
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Beside `images`, which is read as a whole to list images and to collect garbage: a Dockerfile can have megabytes. With row
 * IDs, so that whoever looks for a key does not read the others on the way to it.
 */
const SOURCES = `
  CREATE TABLE image_sources (
    workspace TEXT NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
  ) STRICT;
`;

/** Images that no list shows as long as they have no name: states of a build that someone looks into. */
const HIDDEN = `
  CREATE TABLE hidden_images (
    workspace TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
  ) STRICT, WITHOUT ROWID;
`;

/** Null until it is counted, which takes long for an image with many files. */
const CONTENT_SIZE = "ALTER TABLE images ADD COLUMN content_size INTEGER;";

/** Milliseconds since the epoch; of names from before it was noted, 0. */
const TAGGED_AT = "ALTER TABLE tags ADD COLUMN tagged_at INTEGER NOT NULL DEFAULT 0;";

/** The images of an index, in its order: `first` is the one that has the names, and is among them. */
const PLATFORMS = `
  CREATE TABLE image_platforms (
    workspace TEXT NOT NULL,
    first TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (workspace, first, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX image_platforms_by_image ON image_platforms (workspace, id);
`;

/** With row IDs: an index can name hundreds of blobs. */
const DOCUMENTS = `
  CREATE TABLE image_documents (
    workspace TEXT NOT NULL,
    id TEXT NOT NULL,
    documents TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
  ) STRICT;
`;

/** Opens `images.db`, which several processes share, and migrates it. Throws on I/O errors. */
export function openImageDatabase(path: string): DatabaseSync {
  // A commit lost in a power outage costs one image; syncing would slow down every build.
  return openDatabase(path, { version: VERSION, migrate, synchronous: "NORMAL" });
}

function migrate(database: DatabaseSync, from: number): void {
  if (from === 0) database.exec(SCHEMA);
  if (from < 2) database.exec(SOURCES);
  if (from < 3) database.exec(HIDDEN);
  if (from < 4) database.exec(CONTENT_SIZE);
  if (from < 6) database.exec(TAGGED_AT);
  if (from < 7) database.exec(PLATFORMS);
  if (from < 8) database.exec(DOCUMENTS);
}
