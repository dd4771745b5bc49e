import type { DatabaseSync } from "node:sqlite";
import type { Digest } from "#contract/names/digest.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";
import type { FoundBlob } from "./found.ts";
import type { Held } from "./heldLimits.ts";
import type { Place } from "./place.ts";

/** Least milliseconds between two renewals. */
const RENEW_MS = 60_000;

function prepare(database: DatabaseSync) {
  return {
    put: database.prepare(`INSERT INTO blobs (workspace, repository, digest, size, pushed_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (workspace, repository, digest) DO UPDATE SET pushed_at = excluded.pushed_at`),
    get: database.prepare("SELECT size, pushed_at FROM blobs WHERE workspace = ? AND repository = ? AND digest = ?"),
    remove: database.prepare("DELETE FROM blobs WHERE workspace = ? AND repository = ? AND digest = ?"),
    held: database.prepare(`SELECT
      (SELECT count(*) FROM blobs WHERE workspace = ?1) + (SELECT count(*) FROM manifests WHERE workspace = ?1) +
      (SELECT count(*) FROM tags WHERE workspace = ?1) AS entries,
      (SELECT coalesce(sum(size), 0) FROM (SELECT digest, size FROM blobs WHERE workspace = ?1
        UNION SELECT digest, size FROM manifests WHERE workspace = ?1)) AS bytes`),
  };
}

/** The blobs of each repository. */
export class BlobRows {
  readonly #database: DatabaseSync;
  readonly #sql: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = prepare(database);
  }

  put({ workspace, repository }: Place, { digest, size }: FoundBlob): void {
    inTransaction(this.#database, () => this.#sql.put.run(workspace, repository, digest, size, Date.now()));
  }

  /** Renews its time: the client may be about to push a manifest that names it. */
  find(place: Place, digest: Digest): FoundBlob | undefined {
    const row = this.#sql.get.get(place.workspace, place.repository, digest);
    if (row === undefined) return undefined;
    const blob = { digest, size: Number(row.size) };
    if (Date.now() - Number(row.pushed_at) > RENEW_MS) this.put(place, blob);
    return blob;
  }

  /** Whether it existed. */
  remove({ workspace, repository }: Place, digest: Digest): boolean {
    return inTransaction(this.#database, () => this.#sql.remove.run(workspace, repository, digest).changes > 0);
  }

  /** What the workspace has pushed. */
  held(workspace: string): Held {
    const row = this.#sql.held.get(workspace);
    return { entries: Number(row?.entries ?? 0), bytes: Number(row?.bytes ?? 0) };
  }
}
