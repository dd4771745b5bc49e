import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { ImageConfig } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { digestSchema } from "#contract/names/digest.ts";
import { normalizedName } from "#contract/names/reference.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";
import type { BlobStore } from "./blobStore.ts";
import { readConfig } from "./configCache.ts";
import { parseDigest } from "./digest.ts";
import { blobsOf, parseLayers } from "./imageRecord.ts";
import type { StoredLayer } from "./manifest.ts";
import type { ReceivedDocuments } from "./receivedDocuments.ts";
import { EVERYBODY, keepReceived } from "./receivedDocuments.ts";
import { requireReference } from "./requireReference.ts";

/** Where a pulled image came from: a registry, the seed of a workshop, or the repository's own starter images. */
export type PulledOrigin = "registry" | "seed" | "starter";

export interface NewPulledImage {
  readonly reference: string;
  /** The platform asked for, normalized. */
  readonly platform: string;
  /** The configuration's bytes, verbatim. */
  readonly config: Uint8Array;
  /** diffIds, in the blob store. */
  readonly layers: readonly Digest[];
  /** What the reference resolved to in the registry: digest of the index or manifest. */
  readonly digest?: Digest;
  readonly origin: PulledOrigin;
  /** What it came with. */
  readonly received?: ReceivedDocuments;
}

/** A base image: pulled from a registry, from a seed, or a starter image. */
export interface PulledImage {
  readonly id: Digest;
  /** Normalized: `docker.io/library/busybox:latest`. */
  readonly reference: string;
  readonly platform: string;
  readonly digest?: Digest;
  readonly layers: readonly StoredLayer[];
  readonly config: ImageConfig;
  readonly configBytes: Buffer;
  /** Bytes of the uncompressed layers. */
  readonly size: number;
  readonly origin: PulledOrigin;
  /** Milliseconds since the epoch. */
  readonly pulledAt: number;
}

/** A pulled image, as a sweep sees it. */
export interface PulledUse {
  readonly reference: string;
  readonly platform: string;
  /** Milliseconds since the epoch, accurate to a minute. */
  readonly usedAt: number;
  readonly blobs: readonly Digest[];
}

/** The accuracy of the time of use: most builds then write nothing. */
const USE_STEP_MS = 60_000;

const rowSchema = z.object({
  reference: z.string(),
  platform: z.string(),
  id: digestSchema,
  digest: z.nullable(digestSchema),
  layers: z.string(),
  size: z.number(),
  origin: z.enum(["registry", "seed", "starter"]),
  pulled_at: z.number(),
  used_at: z.number(),
});

const PUT = `INSERT INTO pulled (reference, platform, id, digest, layers, size, origin, pulled_at, used_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (reference, platform, origin) DO UPDATE SET id = excluded.id, digest = excluded.digest,
    layers = excluded.layers, size = excluded.size, pulled_at = excluded.pulled_at, used_at = excluded.used_at`;

function prepare(database: DatabaseSync) {
  return {
    put: database.prepare(PUT),
    // "registry" sorts before "seed" and "starter", so the registry's image wins.
    byName: database.prepare("SELECT * FROM pulled WHERE reference = ? AND platform = ? ORDER BY origin"),
    all: database.prepare("SELECT * FROM pulled ORDER BY reference, platform"),
    remove: database.prepare("DELETE FROM pulled WHERE reference = ? AND platform = ? AND origin = 'registry'"),
    use: database.prepare("UPDATE pulled SET used_at = ? WHERE reference = ? AND platform = ? AND origin = ?"),
    source: database.prepare("SELECT diff_id FROM layer_sources WHERE digest = ?"),
    sources: database.prepare("SELECT digest, diff_id FROM layer_sources"),
    removeSource: database.prepare("DELETE FROM layer_sources WHERE digest = ?"),
    putSource: database.prepare("INSERT OR REPLACE INTO layer_sources (digest, diff_id) VALUES (?, ?)"),
  };
}

/** The pulled images in the database, by normalized reference and platform. */
export class PulledImages {
  readonly #database: DatabaseSync;
  readonly #blobs: BlobStore;
  readonly #sql: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync, blobs: BlobStore) {
    this.#database = database;
    this.#blobs = blobs;
    this.#sql = prepare(database);
  }

  get(reference: string, platform: string, origin?: PulledOrigin): PulledImage | undefined {
    const found = this.#find(reference, platform, origin);
    const now = Date.now();
    if (found !== undefined && now - found.usedAt > USE_STEP_MS) {
      this.#sql.use.run(now, reference, platform, found.image.origin);
    }
    return found?.image;
  }

  /** Like `get`, but does not count as a use. */
  look(reference: string, platform: string, origin?: PulledOrigin): PulledImage | undefined {
    return this.#find(reference, platform, origin)?.image;
  }

  #find(reference: string, platform: string, origin: PulledOrigin | undefined) {
    for (const row of this.#sql.byName.all(reference, platform)) {
      const image = this.#read(row);
      if (image === undefined || (origin !== undefined && image.origin !== origin)) continue;
      return { image, usedAt: Number(row.used_at) };
    }
    return undefined;
  }

  keep(image: NewPulledImage, layers: readonly StoredLayer[]): PulledImage {
    const reference = normalizedName(requireReference(image.reference));
    const size = layers.reduce((sum, layer) => sum + layer.size, 0);
    const id = this.#blobs.put(image.config);
    if (image.received !== undefined) keepReceived(this.#blobs, id, EVERYBODY, image.received);
    const now = Date.now();
    inTransaction(this.#database, () =>
      this.#sql.put.run(
        ...[reference, image.platform, id, image.digest ?? null, JSON.stringify(layers), size, image.origin, now, now],
      ),
    );
    const kept = this.get(reference, image.platform, image.origin);
    if (kept === undefined) throw new Error(`the pulled image ${reference} was not kept`);
    return kept;
  }

  list(): PulledImage[] {
    return this.#sql.all.all().flatMap((row) => this.#read(row) ?? []);
  }

  forget(reference: string, platform: string): void {
    this.#sql.remove.run(reference, platform);
  }

  layerOf(digest: Digest): Digest | undefined {
    const row = this.#sql.source.get(digest);
    const diffId = row === undefined ? undefined : parseDigest(String(row.diff_id));
    return diffId !== undefined && this.#blobs.has(diffId) ? diffId : undefined;
  }

  rememberLayer(digest: Digest, diffId: Digest): void {
    inTransaction(this.#database, () => this.#sql.putSource.run(digest, diffId));
  }

  /** Deletes the sources of layers that no longer exist. */
  pruneSources(): void {
    const gone = this.#sql.sources.all().filter(({ diff_id: diffId }) => !this.#blobs.has(parseDigest(String(diffId))));
    if (gone.length === 0) return;
    inTransaction(this.#database, () => {
      for (const { digest } of gone) this.#sql.removeSource.run(String(digest));
    });
  }

  /** The blobs of the pulled images. */
  *references(origins?: readonly PulledOrigin[]): Generator<Digest> {
    for (const row of this.#sql.all.all()) {
      const pulled = rowSchema.parse(row);
      if (origins === undefined || origins.includes(pulled.origin)) yield* blobsOf(pulled);
    }
  }

  /** Those from registries. */
  uses(): PulledUse[] {
    return this.#sql.all.all().flatMap((row) => {
      const { reference, platform, origin, used_at: usedAt, id, layers } = rowSchema.parse(row);
      return origin === "registry" ? [{ reference, platform, usedAt, blobs: [...blobsOf({ id, layers })] }] : [];
    });
  }

  /** Undefined if a blob is missing: the image then counts as never pulled. */
  #read(row: unknown): PulledImage | undefined {
    const { pulled_at: pulledAt, used_at: _usedAt, digest, layers: column, ...rest } = rowSchema.parse(row);
    const layers = parseLayers(column);
    if (!this.#blobs.has(rest.id) || !layers.every((layer) => this.#blobs.has(layer.diffId))) return undefined;
    const image = { ...rest, layers, pulledAt, ...readConfig(this.#blobs, rest.id) };
    return digest === null ? image : { ...image, digest };
  }
}
