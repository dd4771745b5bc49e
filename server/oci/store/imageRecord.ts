import { z } from "zod";
import type { PlatformImage } from "#contract/build.ts";
import type { ImageManifest, ImageSource, ImageSummary } from "#contract/image.ts";
import { imageSourceSchema, provenanceSchema } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { digestSchema } from "#contract/names/digest.ts";
import type { BlobStore } from "./blobStore.ts";
import { readConfig } from "./configCache.ts";
import type { KeptDocuments } from "./keptDocuments.ts";
import type { StoredLayer } from "./manifest.ts";
import { type EncodedManifest, plainManifest } from "./manifest.ts";
import type { StoredImage } from "./storedImage.ts";

const recordSchema = z.object({
  workspace: z.string(),
  id: digestSchema,
  manifest: digestSchema,
  layers: z.string(),
  platform: z.string(),
  size: z.number(),
  content_size: z.number().nullable(),
  created: z.string().nullable(),
  built: z.number(),
  build_id: z.string().nullable(),
  base_name: z.string().nullable(),
  base_layers: z.number().nullable(),
  provenance: z.string(),
  put_at: z.number(),
});

/** A row of the table `images`. */
export type ImageRecord = z.infer<typeof recordSchema>;

export function parseRecord(row: unknown): ImageRecord {
  return recordSchema.parse(row);
}

const layersSchema = z.array(z.object({ diffId: digestSchema, size: z.int() }));

/** The column `layers` of `images` and `pulled`. */
export function parseLayers(column: unknown): StoredLayer[] {
  return layersSchema.parse(JSON.parse(String(column)));
}

/** The column `source` of `image_sources`. */
export function parseSource(column: unknown): ImageSource | undefined {
  return column === undefined ? undefined : imageSourceSchema.parse(JSON.parse(String(column)));
}

/** Other data of an image, in tables of their own. */
interface Beside {
  readonly tags: readonly string[];
  readonly platforms: PlatformImage[] | undefined;
  readonly source: ImageSource | undefined;
  readonly documents: KeptDocuments | undefined;
}

/** Throws a ProblemError (image/invalid) if the configuration is damaged. */
export function storedImage(blobs: BlobStore, row: ImageRecord, beside: Beside): StoredImage {
  const { tags, platforms, source, documents } = beside;
  const layers = parseLayers(row.layers);
  const { config, configBytes } = readConfig(blobs, row.id);
  return {
    id: row.id,
    workspace: row.workspace,
    tags,
    platform: row.platform,
    size: row.size,
    ...contentSizeOf(row),
    layers,
    config,
    configBytes,
    manifest: manifestOf(blobs, row.manifest, plainManifest(configBytes, layers)),
    manifestDigest: row.manifest,
    built: row.built === 1,
    ...(platforms && { platforms }),
    ...(source && { source }),
    ...(documents && { documents }),
    ...(row.base_name === null ? {} : { baseName: row.base_name }),
    ...(row.base_layers === null ? {} : { baseLayers: row.base_layers }),
    provenance: z.array(z.nullable(provenanceSchema)).parse(JSON.parse(row.provenance)),
    putAt: row.put_at,
  };
}

const annotatedSchema = z.object({ annotations: z.record(z.string(), z.string()).optional() });

/** Only annotations differ from the plain manifest of config and layers: they are read from the blob. */
function manifestOf(blobs: BlobStore, digest: Digest, plain: EncodedManifest): ImageManifest {
  if (plain.digest === digest) return plain.manifest;
  const { annotations } = annotatedSchema.parse(JSON.parse(blobs.readAll(digest).toString()));
  return { ...plain.manifest, ...(annotations !== undefined && { annotations }) };
}

export function imageSummary(
  row: ImageRecord,
  { tags, platforms }: { readonly tags: string[]; readonly platforms: PlatformImage[] | undefined },
): ImageSummary {
  return {
    id: row.id,
    tags,
    platform: row.platform,
    size: row.size,
    ...contentSizeOf(row),
    layers: parseLayers(row.layers).length,
    ...(row.created === null ? {} : { created: row.created }),
    built: row.built === 1,
    ...(platforms && { platforms }),
  };
}

function contentSizeOf({ content_size: bytes }: ImageRecord): { readonly contentSize?: number } {
  return bytes === null ? {} : { contentSize: bytes };
}

/** The blobs of a row's image. */
export function* blobsOf(row: { id: Digest; manifest?: Digest; layers: unknown }): Generator<Digest> {
  yield row.id;
  if (row.manifest !== undefined) yield row.manifest;
  for (const layer of parseLayers(row.layers)) yield layer.diffId;
}
