import { z } from "zod/mini";
import { buildSourceSchema, platformImageSchema } from "./build.ts";
import { digestSchema } from "./names/digest.ts";
import { rangeSchema } from "./range.ts";

/** The images of the index that an image has, or is in: the first one has the names. Absent if it is in none. */
const platformsSchema = z.optional(z.array(platformImageSchema));

export const imageSummarySchema = z.object({
  /** Digest of the config, like Docker's image ID. */
  id: digestSchema,
  tags: z.array(z.string()),
  platform: z.string(),
  /** Sum of the uncompressed layers, bytes. */
  size: z.int(),
  /** Bytes of the files of its layers: the size that Docker shows. Absent until it is counted, or if a layer is damaged. */
  contentSize: z.optional(z.int()),
  layers: z.int(),
  /** RFC 3339. */
  created: z.optional(z.string()),
  /** True if it was built here, false if it came from a registry or with Strata. */
  built: z.boolean(),
  platforms: platformsSchema,
});

/** The `config` of an OCI image configuration, with the keys Docker adds. */
export const containerConfigSchema = z.looseObject({
  User: z.optional(z.string()),
  ExposedPorts: z.optional(z.record(z.string(), z.object({}))),
  Env: z.nullish(z.array(z.string())),
  Entrypoint: z.nullish(z.array(z.string())),
  Cmd: z.nullish(z.array(z.string())),
  Volumes: z.nullish(z.record(z.string(), z.object({}))),
  WorkingDir: z.optional(z.string()),
  Labels: z.nullish(z.record(z.string(), z.string())),
  StopSignal: z.optional(z.string()),
  Shell: z.optional(z.array(z.string())),
  OnBuild: z.nullish(z.array(z.string())),
  ArgsEscaped: z.optional(z.boolean()),
  Healthcheck: z.optional(
    z.object({
      Test: z.optional(z.array(z.string())),
      Interval: z.optional(z.number()),
      Timeout: z.optional(z.number()),
      StartPeriod: z.optional(z.number()),
      StartInterval: z.optional(z.number()),
      Retries: z.optional(z.number()),
    }),
  ),
});

/** Largest configuration that is stored, and so read, bytes. */
export const MAX_CONFIG = 8 * 1024 * 1024;

/** The order of Go's fields in the `config` of BuildKit's images (OCI's, then Docker's own). */
export const CONFIG_KEYS = [
  "User",
  "ExposedPorts",
  "Env",
  "Entrypoint",
  "Cmd",
  "Volumes",
  "WorkingDir",
  "Labels",
  "StopSignal",
  "ArgsEscaped",
  "Healthcheck",
  "OnBuild",
  "Shell",
] as const;

export const historyEntrySchema = z.object({
  created: z.optional(z.string()),
  created_by: z.optional(z.string()),
  author: z.optional(z.string()),
  comment: z.optional(z.string()),
  empty_layer: z.optional(z.boolean()),
});

/** An OCI image configuration (image-spec config.md). */
export const imageConfigSchema = z.looseObject({
  created: z.optional(z.string()),
  author: z.optional(z.string()),
  architecture: z.string(),
  os: z.string(),
  variant: z.optional(z.string()),
  config: z.optional(containerConfigSchema),
  rootfs: z.object({ type: z.literal("layers"), diff_ids: z.array(digestSchema) }),
  history: z.optional(z.array(historyEntrySchema)),
});

export const descriptorSchema = z.looseObject({
  mediaType: z.string(),
  digest: digestSchema,
  size: z.int(),
  annotations: z.optional(z.record(z.string(), z.string())),
});

export const imageManifestSchema = z.looseObject({
  schemaVersion: z.literal(2),
  mediaType: z.optional(z.string()),
  config: descriptorSchema,
  layers: z.array(descriptorSchema),
  annotations: z.optional(z.record(z.string(), z.string())),
});

export const imageDetailSchema = z.extend(imageSummarySchema, {
  manifest: imageManifestSchema,
  config: imageConfigSchema,
});

/** The place of a history row in the Dockerfile that built the image. */
export const provenanceSchema = z.object({
  step: z.string(),
  stage: z.int(),
  instruction: z.string(),
  range: rangeSchema,
});

/** A row of `docker history`, newest last (the order of the config). */
export const historyRowSchema = z.object({
  index: z.int(),
  created: z.optional(z.string()),
  createdBy: z.string(),
  comment: z.string(),
  size: z.int(),
  /** Index into the layers, absent if the row made none. */
  layer: z.optional(z.int()),
  /** True if the history says that the row made none. */
  empty: z.optional(z.boolean()),
  /** True if it belongs to the base image. */
  base: z.boolean(),
  provenance: z.optional(provenanceSchema),
});

/** One row of the stack: a layer (a slab) or a row that only changed configuration. Base first. */
export const stackRowSchema = z.object({
  /** History index; −1 if the image has no history for a layer. */
  index: z.int(),
  /** FROM, RUN, COPY, ADD, WORKDIR, ENV, …: as far as the history shows. */
  instruction: z.string(),
  /** The arguments of the instruction, one line, for the slab. */
  text: z.string(),
  createdBy: z.string(),
  /** When it was made, RFC 3339. Absent if the history does not say it. */
  created: z.optional(z.string()),
  base: z.boolean(),
  provenance: z.optional(provenanceSchema),
  layer: z.optional(
    z.object({
      index: z.int(),
      diffId: digestSchema,
      /** Uncompressed tar, bytes. */
      size: z.int(),
      /** Bytes of file content in it. */
      contentSize: z.int(),
      /** Numbers of paths, folders included; a deleted folder counts with everything in it. */
      added: z.int(),
      changed: z.int(),
      deleted: z.int(),
      /** Bytes of its files that a later layer deletes or overwrites. */
      dead: z.int(),
      /** Bytes of its files that the image shows. Absent in shares of earlier versions, as `cumulative`. */
      contributed: z.optional(z.int()),
      /** Bytes of file content in it and all layers below. */
      cumulative: z.optional(z.int()),
    }),
  ),
});

/** The build that made an image, and its source. */
export const imageSourceSchema = z.extend(buildSourceSchema, { build: z.string() });

export const stackSchema = z.object({
  image: digestSchema,
  platforms: platformsSchema,
  /** The text that `provenance` refers to. Absent if the image was not built here, or by an earlier version. */
  source: z.optional(imageSourceSchema),
  tags: z.array(z.string()),
  /** Name of the base image, if known. */
  baseName: z.optional(z.string()),
  /** Bytes. */
  size: z.int(),
  /** Bytes of the layers that are not the base image's. */
  ownSize: z.int(),
  dead: z.int(),
  rows: z.array(stackRowSchema),
});

export const fileTypeSchema = z.enum(["file", "dir", "symlink", "hardlink", "char", "block", "fifo"]);
export const changeSchema = z.enum(["added", "changed", "deleted", "unchanged"]);

/** A file of a layer or of the whole image. Paths are absolute, `/` first. */
export const fileEntrySchema = z.object({
  path: z.string(),
  type: fileTypeSchema,
  change: changeSchema,
  /** Bytes of content; for a deleted entry, the size of what it hides. */
  size: z.int(),
  mode: z.int(),
  uid: z.int(),
  gid: z.int(),
  /** Seconds since the epoch. */
  mtime: z.number(),
  linkTarget: z.optional(z.string()),
  /** The layer that holds it (index). */
  layer: z.int(),
  /** For a deleted folder, how many files were in it. */
  files: z.optional(z.int()),
});

export const layerFilesSchema = z.object({
  layer: z.int(),
  entries: z.array(fileEntrySchema),
  /** True if more follow; `total` is the number of all. */
  truncated: z.boolean(),
  total: z.int(),
});

/** `GET …/files?path=`: a folder's children, or one file with the start of its content. */
export const imageFilesSchema = z.object({
  path: z.string(),
  entry: z.optional(fileEntrySchema),
  children: z.array(z.extend(fileEntrySchema, { totalSize: z.int(), totalFiles: z.int() })),
  /** Text of a file, cut at 256 KiB; absent if it is not UTF-8 text. */
  text: z.optional(z.string()),
  truncated: z.boolean(),
});

/**
 * Why the bytes of a file are never shown, told at the name that went last: nothing stands there anymore (`deleted`);
 * other bytes or another kind of file (`overwritten`); the same bytes with another mode, owner, or extended attributes
 * (`metadata-only`), with only another time (`time-only`), or with everything the same (`stored-again`).
 */
export const wasteCauseSchema = z.enum(["deleted", "overwritten", "metadata-only", "time-only", "stored-again"]);

const wastePlace = {
  cause: wasteCauseSchema,
  /** The layer that stores the bytes, and the one that hides them (indices). */
  storedIn: z.int(),
  hiddenBy: z.int(),
};

/** Bytes that an image stores and never shows: one stored copy of a file. */
export const wasteItemSchema = z.object({ path: z.string(), bytes: z.int(), ...wastePlace });

/** All items with the same place and cause. */
export const wasteGroupSchema = z.object({
  ...wastePlace,
  bytes: z.int(),
  items: z.int(),
  /** The files or folders with most of the bytes, largest first. */
  top: z.array(z.object({ path: z.string(), bytes: z.int(), items: z.int() })),
});

/** `items` are the largest of `total`; `bytes` and `groups` sum up all of them. */
export const wasteSchema = z.object({
  bytes: z.int(),
  total: z.int(),
  groups: z.array(wasteGroupSchema),
  items: z.array(wasteItemSchema),
});

export const historySchema = z.object({ image: digestSchema, rows: z.array(historyRowSchema) });

/** `docker image inspect`'s object for one image. */
export const inspectSchema = z.looseObject({ Id: digestSchema });

export const imageListSchema = z.object({ images: z.array(imageSummarySchema) });
/** The removed images, and the bytes of their layers. */
export const prunedImagesSchema = z.object({ images: z.array(digestSchema), size: z.int() });
export const tagRequestSchema = z.object({ tag: z.string().check(z.minLength(1), z.maxLength(512)) });

export type ImageSummary = z.infer<typeof imageSummarySchema>;
export type ContainerConfig = z.infer<typeof containerConfigSchema>;
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
export type ImageConfig = z.infer<typeof imageConfigSchema>;
export type Descriptor = z.infer<typeof descriptorSchema>;
export type ImageManifest = z.infer<typeof imageManifestSchema>;
export type ImageDetail = z.infer<typeof imageDetailSchema>;
export type Provenance = z.infer<typeof provenanceSchema>;
export type ImageSource = z.infer<typeof imageSourceSchema>;
export type HistoryRow = z.infer<typeof historyRowSchema>;
export type StackRow = z.infer<typeof stackRowSchema>;
export type Stack = z.infer<typeof stackSchema>;
export type FileType = z.infer<typeof fileTypeSchema>;
export type Change = z.infer<typeof changeSchema>;
export type FileEntry = z.infer<typeof fileEntrySchema>;
export type LayerFiles = z.infer<typeof layerFilesSchema>;
export type ImageFiles = z.infer<typeof imageFilesSchema>;
export type WasteCause = z.infer<typeof wasteCauseSchema>;
export type WasteGroup = z.infer<typeof wasteGroupSchema>;
export type WasteItem = z.infer<typeof wasteItemSchema>;
export type Waste = z.infer<typeof wasteSchema>;
export type History = z.infer<typeof historySchema>;
export type Inspect = z.infer<typeof inspectSchema>;
