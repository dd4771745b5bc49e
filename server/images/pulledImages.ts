import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { Digest } from "#contract/digest.ts";
import { digestSchema } from "#contract/digest.ts";
import type { ImageConfig } from "#contract/image.ts";
import type { BlobStore } from "./blobStore.ts";
import { digestOf, parseDigest } from "./digest.ts";
import { inTransaction } from "./imageDatabase.ts";
import { layersColumn, readConfig } from "./imageRows.ts";
import type { StoredLayer } from "./manifest.ts";
import { normalizedName, requireReference } from "./reference.ts";

/** Where a pulled image came from: a registry, or the repository's own starter images. */
export type PulledOrigin = "registry" | "starter";

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
}

/** A base image: pulled from a registry or brought along. */
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

const rowSchema = z.object({
  reference: z.string(),
  platform: z.string(),
  id: digestSchema,
  digest: digestSchema.nullable(),
  layers: z.string(),
  size: z.number(),
  origin: z.enum(["registry", "starter"]),
  pulled_at: z.number(),
});

const PUT = `INSERT INTO pulled (reference, platform, id, digest, layers, size, origin, pulled_at, used_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (reference, platform, origin) DO UPDATE SET id = excluded.id, digest = excluded.digest,
    layers = excluded.layers, size = excluded.size, pulled_at = excluded.pulled_at, used_at = excluded.used_at`;

/** The pulled images in the database, by normalized reference and platform. */
export function openPulledImages(database: DatabaseSync, blobs: BlobStore) {
  const put = database.prepare(PUT);
  const some = database.prepare("SELECT * FROM pulled WHERE reference = ? AND platform = ? ORDER BY origin");
  const all = database.prepare("SELECT * FROM pulled ORDER BY reference, platform");
  const remove = database.prepare("DELETE FROM pulled WHERE reference = ? AND platform = ? AND origin = 'registry'");
  const source = database.prepare("SELECT diff_id FROM layer_sources WHERE digest = ?");
  const putSource = database.prepare("INSERT OR REPLACE INTO layer_sources (digest, diff_id) VALUES (?, ?)");
  const roots = database.prepare("SELECT id, layers FROM pulled");

  const read = (row: Record<string, unknown>): PulledImage | undefined => {
    const parsed = rowSchema.parse(row);
    const layers = layersColumn.parse(JSON.parse(parsed.layers));
    // Someone may have emptied the folder of blobs: then it is as if it had never been pulled.
    if (!blobs.has(parsed.id) || !layers.every((layer) => blobs.has(layer.diffId))) return undefined;
    const { reference, platform, id, digest, size, origin, pulled_at: pulledAt } = parsed;
    const rest = { reference, platform, id, layers, size, origin, pulledAt, ...readConfig(blobs, id) };
    return digest === null ? rest : { ...rest, digest };
  };
  const get = (reference: string, platform: string, origin?: PulledOrigin): PulledImage | undefined => {
    // "registry" sorts before "starter": the real thing wins.
    for (const row of some.all(reference, platform)) {
      const image = read(row);
      if (image !== undefined && (origin === undefined || image.origin === origin)) return image;
    }
    return undefined;
  };

  return {
    get,
    keep(image: NewPulledImage, layers: readonly StoredLayer[]): PulledImage {
      const reference = normalizedName(requireReference(image.reference));
      const size = layers.reduce((sum, layer) => sum + layer.size, 0);
      blobs.put(image.config);
      const now = Date.now();
      inTransaction(database, () =>
        put.run(
          ...[reference, image.platform, digestOf(image.config), image.digest ?? null, JSON.stringify(layers)],
          ...[size, image.origin, now, now],
        ),
      );
      const kept = get(reference, image.platform, image.origin);
      if (kept === undefined) throw new Error(`the pulled image ${reference} was not kept`);
      return kept;
    },
    layerOf(digest: Digest): Digest | undefined {
      const row = source.get(digest);
      const diffId = row === undefined ? undefined : parseDigest(String(row.diff_id));
      return diffId !== undefined && blobs.has(diffId) ? diffId : undefined;
    },
    rememberLayer(digest: Digest, diffId: Digest): void {
      inTransaction(database, () => putSource.run(digest, diffId));
    },
    list: (): PulledImage[] => all.all().flatMap((row) => read(row) ?? []),
    forget(reference: string, platform: string): void {
      remove.run(reference, platform);
    },
    *references(): Generator<Digest> {
      for (const row of roots.all()) {
        yield parseDigest(String(row.id));
        for (const layer of layersColumn.parse(JSON.parse(String(row.layers)))) yield layer.diffId;
      }
    },
  };
}
