import type { DatabaseSync } from "node:sqlite";
import type { Digest } from "#contract/names/digest.ts";

/** Blobs and contexts that a workspace uploaded. It may refer only to these by digest. */
export interface SentContent {
  note(workspace: string, digest: Digest): void;
  has(workspace: string, digest: Digest): boolean;
  forget(workspace: string): void;
}

/** The oldest entries are deleted: blobs of a saved workspace are recorded with it. */
const MOST = 10_000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sent_content (
    number INTEGER PRIMARY KEY,
    workspace TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (workspace, digest)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS sent_by_workspace ON sent_content (workspace, number);
`;

export function openSentContent(db: DatabaseSync, most = MOST): SentContent {
  db.exec(SCHEMA);
  const insert = db.prepare("INSERT OR REPLACE INTO sent_content (workspace, digest) VALUES (?, ?)");
  const find = db.prepare("SELECT 1 FROM sent_content WHERE workspace = ? AND digest = ?");
  const forget = db.prepare(
    `DELETE FROM sent_content WHERE workspace = ?1 AND number <=
     (SELECT number FROM sent_content WHERE workspace = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)`,
  );
  const forgetAll = db.prepare("DELETE FROM sent_content WHERE workspace = ?");
  return {
    note(workspace, digest) {
      insert.run(workspace, digest);
      forget.run(workspace, most);
    },
    has: (workspace, digest) => find.get(workspace, digest) !== undefined,
    forget: (workspace) => void forgetAll.run(workspace),
  };
}
