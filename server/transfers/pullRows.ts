import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { type Digest, digestSchema } from "#contract/names/digest.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";

export interface PullRow {
  /** What the name stood for in the registry. */
  readonly digest: Digest;
  /** The image. */
  readonly id: Digest;
}

const rowSchema = z.object({ digest: digestSchema, id: digestSchema });
/** Names of an owner; with more, all are forgotten: an image is then asked for again. */
const MAX_ROWS = 5000;

function prepare(database: DatabaseSync) {
  return {
    put: database.prepare(
      "INSERT OR REPLACE INTO pulls (owner, reference, platform, digest, id) VALUES (?, ?, ?, ?, ?)",
    ),
    get: database.prepare("SELECT digest, id FROM pulls WHERE owner = ? AND reference = ? AND platform = ?"),
    count: database.prepare("SELECT count(*) AS count FROM pulls WHERE owner = ?"),
    clear: database.prepare("DELETE FROM pulls WHERE owner = ?"),
  };
}

/** What each owner pulled under which normalized name. */
export class PullRows {
  readonly #database: DatabaseSync;
  readonly #sql: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = prepare(database);
  }

  get(owner: string, reference: string, platform: string): PullRow | undefined {
    const row = this.#sql.get.get(owner, reference, platform);
    return row === undefined ? undefined : rowSchema.parse(row);
  }

  put(owner: string, reference: string, platform: string, { digest, id }: PullRow): void {
    inTransaction(this.#database, () => {
      if (Number(this.#sql.count.get(owner)?.count) >= MAX_ROWS) this.#sql.clear.run(owner);
      this.#sql.put.run(owner, reference, platform, digest, id);
    });
  }
}
