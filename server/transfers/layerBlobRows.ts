import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { Digest } from "#contract/names/digest.ts";
import { digestSchema } from "#contract/names/digest.ts";
import type { LayerBlob, LayerBlobs } from "#server/oci/distribution/pushLayer.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";

/** Repositories that a push may mount layers from: a token is needed for each. */
const MAX_SOURCES = 4;
/** Rows of an owner; the oldest go first. */
const MAX_ROWS = 20_000;

const blobSchema = z
  .object({ digest: digestSchema, size: z.number(), media_type: z.string() })
  .transform(({ media_type: mediaType, ...blob }): LayerBlob => ({ ...blob, mediaType }));

function prepare(database: DatabaseSync) {
  return {
    put: database.prepare(`INSERT OR REPLACE INTO layer_blobs
      (owner, diff_id, registry, repository, digest, size, media_type, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`),
    of: database.prepare(`SELECT digest, size, media_type FROM layer_blobs WHERE owner = ?1 AND diff_id = ?2
      GROUP BY digest ORDER BY max(registry = ?3 AND repository = ?4) DESC, max(registry = ?3) DESC, max(seen_at) DESC`),
    elsewhere: database.prepare(`SELECT repository FROM layer_blobs
      WHERE owner = ? AND registry = ? AND repository <> ? AND diff_id IN (SELECT value FROM json_each(?))
      GROUP BY repository ORDER BY max(seen_at) DESC, repository LIMIT ${MAX_SOURCES}`),
    mountable: database.prepare(`SELECT repository FROM layer_blobs
      WHERE owner = ? AND digest = ? AND registry = ? AND repository <> ?
      GROUP BY repository ORDER BY max(seen_at) DESC, repository LIMIT ${MAX_SOURCES}`),
    diffOf: database.prepare("SELECT diff_id FROM layer_blobs WHERE owner = ? AND digest = ? LIMIT 1"),
    prune: database.prepare(`DELETE FROM layer_blobs WHERE owner = ?1 AND seen_at <=
      (SELECT seen_at FROM layer_blobs WHERE owner = ?1 ORDER BY seen_at DESC LIMIT 1 OFFSET ${MAX_ROWS})`),
  };
}

/** The blobs that an owner's layers are, or were, in registries. */
export class LayerBlobRows {
  readonly #database: DatabaseSync;
  readonly #sql: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = prepare(database);
  }

  /** As a push needs them. */
  of(owner: string): LayerBlobs {
    return {
      of: (diffId, registry, repository) =>
        this.#sql.of.all(owner, diffId, registry, repository).map((row) => blobSchema.parse(row)),
      elsewhere: (registry, repository, diffIds) =>
        this.#sql.elsewhere
          .all(owner, registry, repository, JSON.stringify(diffIds))
          .map((row) => String(row.repository)),
      mountable: (digest, registry, repository) =>
        this.#sql.mountable.all(owner, digest, registry, repository).map((row) => String(row.repository)),
      remember: (diffId, blob, registry, repository) => this.#put(owner, diffId, blob, { registry, repository }),
    };
  }

  /** The layer that the owner got as this blob. */
  diffIdOf(owner: string, digest: Digest): Digest | undefined {
    const row = this.#sql.diffOf.get(owner, digest);
    return row === undefined ? undefined : digestSchema.parse(row.diff_id);
  }

  #put(owner: string, diffId: Digest, blob: LayerBlob, at: { registry: string; repository: string }): void {
    const { digest, size, mediaType } = blob;
    inTransaction(this.#database, () => {
      this.#sql.put.run(owner, diffId, at.registry, at.repository, digest, size, mediaType, Date.now());
      this.#sql.prune.run(owner);
    });
  }
}
