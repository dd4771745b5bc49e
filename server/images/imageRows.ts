import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { Digest } from "#contract/digest.ts";
import { digestSchema } from "#contract/digest.ts";
import type { ImageSummary, Provenance } from "#contract/image.ts";
import { provenanceSchema } from "#contract/image.ts";
import type { BlobStore } from "./blobStore.ts";
import { BoundedCache } from "./boundedCache.ts";
import { MAX_CONFIG, parseImageConfig } from "./config.ts";
import { parseDigest } from "./digest.ts";
import { inTransaction } from "./imageDatabase.ts";
import type { StoredImage } from "./imageStore.ts";
import type { StoredLayer } from "./manifest.ts";
import { plainManifest } from "./manifest.ts";
import { familiarName, normalizedName, parseReference, requireReference } from "./reference.ts";

interface ImageRow {
  readonly workspace: string;
  readonly id: Digest;
  readonly manifest: Digest;
  readonly layers: readonly StoredLayer[];
  readonly platform: string;
  readonly size: number;
  readonly built: boolean;
  readonly provenance: readonly (Provenance | null)[];
}

interface Optional {
  readonly created: string | undefined;
  readonly buildId: string | undefined;
  readonly baseName: string | undefined;
  readonly baseLayers: number | undefined;
}

export const layersColumn = z.array(z.object({ diffId: digestSchema, size: z.int() }));

const rowSchema = z.object({
  workspace: z.string(),
  id: digestSchema,
  manifest: digestSchema,
  layers: z.string(),
  platform: z.string(),
  size: z.number(),
  created: z.string().nullable(),
  built: z.number(),
  build_id: z.string().nullable(),
  base_name: z.string().nullable(),
  base_layers: z.number().nullable(),
  provenance: z.string(),
  put_at: z.number(),
});
type Row = z.infer<typeof rowSchema>;

const PUT = `INSERT INTO images
  (workspace, id, manifest, layers, platform, size, created, built, build_id, base_name, base_layers, provenance, put_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (workspace, id) DO UPDATE SET built = max(built, excluded.built), build_id = excluded.build_id,
    base_name = excluded.base_name, base_layers = excluded.base_layers, provenance = excluded.provenance,
    put_at = excluded.put_at`;
const PUT_TAG = `INSERT INTO tags (workspace, name, id) VALUES (?, ?, ?)
  ON CONFLICT (workspace, name) DO UPDATE SET id = excluded.id`;

/** The images and their names in the database. */
export function openImageRows(database: DatabaseSync, blobs: BlobStore) {
  const putImage = database.prepare(PUT);
  const putTag = database.prepare(PUT_TAG);
  const byId = database.prepare("SELECT * FROM images WHERE workspace = ? AND id = ?");
  const byPrefix = database.prepare("SELECT id FROM images WHERE workspace = ? AND id >= ? AND id < ? LIMIT 2");
  const byName = database.prepare("SELECT id FROM tags WHERE workspace = ? AND name = ?");
  const tagsOf = database.prepare("SELECT name FROM tags WHERE workspace = ? AND id = ? ORDER BY name");
  const all = database.prepare("SELECT * FROM images WHERE workspace = ? ORDER BY put_at DESC, id");
  const everyone = database.prepare("SELECT id, manifest, layers FROM images");
  const deleteTag = database.prepare("DELETE FROM tags WHERE workspace = ? AND name = ?");
  const deleteTags = database.prepare("DELETE FROM tags WHERE workspace = ? AND id = ?");
  const deleteImage = database.prepare("DELETE FROM images WHERE workspace = ? AND id = ?");

  const namesOf = (workspace: string, id: Digest) => tagsOf.all(workspace, id).map((row) => String(row.name));

  const idOf = (workspace: string, ref: string): string | undefined => {
    if (/^sha256:[0-9a-f]{64}$/.test(ref)) return ref;
    const parsed = parseReference(ref);
    const named = parsed.ok ? byName.get(workspace, normalizedName(parsed.reference)) : undefined;
    if (named !== undefined) return String(named.id);
    const hex = /^(?:sha256:)?([0-9a-f]{6,64})$/.exec(ref)?.[1];
    if (hex === undefined) return undefined;
    // "g" is the character after "f".
    const found = byPrefix.all(workspace, `sha256:${hex}`, `sha256:${hex}g`);
    return found.length === 1 ? String(found[0]?.id) : undefined;
  };

  return {
    put(image: ImageRow, { created, buildId, baseName, baseLayers }: Optional, tags: readonly string[]): void {
      const { workspace, id, manifest, layers, platform, size, built, provenance } = image;
      inTransaction(database, () => {
        putImage.run(
          ...[workspace, id, manifest, JSON.stringify(layers), platform, size, created ?? null, built ? 1 : 0],
          ...[buildId ?? null, baseName ?? null, baseLayers ?? null, JSON.stringify(provenance), Date.now()],
        );
        for (const tag of tags) putTag.run(workspace, tag, id);
      });
    },
    find(workspace: string, ref: string): StoredImage | undefined {
      const id = idOf(workspace, ref);
      const row = id === undefined ? undefined : byId.get(workspace, id);
      if (row === undefined) return undefined;
      const parsed = rowSchema.parse(row);
      return storedImage(blobs, parsed, namesOf(workspace, parsed.id).map(familiar));
    },
    list: (workspace: string): ImageSummary[] =>
      all.all(workspace).map((row) => {
        const parsed = rowSchema.parse(row);
        return summary(parsed, namesOf(workspace, parsed.id).map(familiar));
      }),
    tag(workspace: string, id: Digest, name: string): void {
      inTransaction(database, () => putTag.run(workspace, name, id));
    },
    /** `ref` is how the image was asked for: by a name, or by its id. */
    remove(workspace: string, image: StoredImage, ref: string): { untagged: string[]; deleted?: Digest } {
      return inTransaction(database, () => {
        const names = namesOf(workspace, image.id);
        const parsed = parseReference(ref);
        const name = parsed.ok ? normalizedName(parsed.reference) : "";
        if (names.includes(name) && names.length > 1) {
          deleteTag.run(workspace, name);
          return { untagged: [familiar(name)] };
        }
        deleteTags.run(workspace, image.id);
        deleteImage.run(workspace, image.id);
        return { untagged: names.map(familiar), deleted: image.id };
      });
    },
    *references(): Generator<Digest> {
      for (const row of everyone.all()) {
        yield parseDigest(String(row.id));
        yield parseDigest(String(row.manifest));
        for (const layer of layersColumn.parse(JSON.parse(String(row.layers)))) yield layer.diffId;
      }
    },
  };
}

function familiar(name: string): string {
  return familiarName(requireReference(name));
}

/** Configurations never change: parsed once, weighed in bytes. */
const configs = new BoundedCache<Digest, Pick<StoredImage, "config" | "configBytes">>(16 * 1024 * 1024);

/** The configuration with this id, kept in memory. Throws a ProblemError (image/invalid). */
export function readConfig(blobs: BlobStore, id: Digest): Pick<StoredImage, "config" | "configBytes"> {
  const kept = configs.get(id);
  if (kept !== undefined) return kept;
  const configBytes = blobs.readAll(id, MAX_CONFIG);
  const read = { config: parseImageConfig(configBytes), configBytes };
  configs.set(id, read, configBytes.length);
  return read;
}

function storedImage(blobs: BlobStore, row: Row, tags: string[]): StoredImage {
  const layers = layersColumn.parse(JSON.parse(row.layers));
  const { config, configBytes } = readConfig(blobs, row.id);
  return {
    id: row.id,
    workspace: row.workspace,
    tags,
    platform: row.platform,
    size: row.size,
    layers,
    config,
    configBytes,
    manifest: plainManifest(configBytes, layers).manifest,
    manifestDigest: row.manifest,
    built: row.built === 1,
    ...(row.build_id === null ? {} : { buildId: row.build_id }),
    ...(row.base_name === null ? {} : { baseName: row.base_name }),
    ...(row.base_layers === null ? {} : { baseLayers: row.base_layers }),
    provenance: z.array(provenanceSchema.nullable()).parse(JSON.parse(row.provenance)),
    putAt: row.put_at,
  };
}

function summary(row: Row, tags: string[]): ImageSummary {
  return {
    id: row.id,
    tags,
    platform: row.platform,
    size: row.size,
    layers: layersColumn.parse(JSON.parse(row.layers)).length,
    ...(row.created === null ? {} : { created: row.created }),
    built: row.built === 1,
  };
}
