import { z } from "zod/mini";
import { buildSourceSchema } from "./build.ts";
import { entriesQuerySchema } from "./imageEntries.ts";
import { digestSchema } from "./names/digest.ts";

/** Two images, each by a name, a tag, an ID, or the ID of a build that made one: `a` is before, `b` after. */
const sidesSchema = z.object({
  a: z.string().check(z.minLength(1), z.maxLength(1024)),
  b: z.string().check(z.minLength(1), z.maxLength(1024)),
});

export const comparisonQuerySchema = sidesSchema;

/**
 * A page of the paths that differ. As for a layer, with `a` as what is below: added is what only `b` has. Files with only another
 * time are left out unless `times` is set: every rebuilt layer has them.
 */
export const comparedEntriesQuerySchema = z.extend(
  z.pick(entriesQuerySchema, {
    folder: true,
    flat: true,
    find: true,
    changes: true,
    sort: true,
    descending: true,
    from: true,
    limit: true,
  }),
  { ...sidesSchema.shape, times: z._default(z.stringbool(), false) },
);

export const comparedImageSchema = z.object({
  id: digestSchema,
  tags: z.array(z.string()),
  platform: z.string(),
  /** Name of its base image, if known. */
  baseName: z.optional(z.string()),
  /** Bytes of the files in all layers, as everywhere. */
  size: z.int(),
  /** Bytes of the files that a container would see, hard links once. */
  visible: z.int(),
  /** Numbers of paths a container would see that are not folders. */
  files: z.int(),
  created: z.optional(z.string()),
  /** The build that made it, and its Dockerfile. Absent if it was not built here. */
  build: z.optional(z.string()),
  source: z.optional(z.omit(buildSourceSchema, { context: true })),
});

/** A layer with the row of the history that made it. */
export const comparedLayerSchema = z.object({
  index: z.int(),
  diffId: digestSchema,
  /** Bytes of its files. */
  size: z.int(),
  instruction: z.string(),
  text: z.string(),
  base: z.boolean(),
});

/**
 * `same`: one layer that both have. `rebuilt`: the step ran again and stored the same files with other times. `changed`: the
 * same step, or the one in its place, with other files. `removed` and `added`: a layer that only `a` or only `b` has.
 */
export const layerRelationSchema = z.enum(["same", "rebuilt", "changed", "removed", "added"]);

export const layerPairSchema = z.object({
  relation: layerRelationSchema,
  /** Whether both, and all below them, are the same. */
  sameChain: z.boolean(),
  a: z.optional(comparedLayerSchema),
  b: z.optional(comparedLayerSchema),
});

/** A field of the configuration that differs: `name` is a variable's, a label's, a port's, or a volume's. Values are text or JSON, cut at 4,096 characters. */
export const configDifferenceSchema = z.object({
  field: z.string(),
  name: z.optional(z.string()),
  a: z.optional(z.string()),
  b: z.optional(z.string()),
});

const changedFilesSchema = z.object({
  /** Paths that are not folders. */
  files: z.int(),
  /** Folders. */
  folders: z.int(),
  /** Of contents, those of hard links once; for changed files, what they are larger by. */
  bytes: z.int(),
});

export const imageComparisonSchema = z.object({
  a: comparedImageSchema,
  b: comparedImageSchema,
  /** In the order of the layers, base first. */
  layers: z.array(layerPairSchema),
  /** At most 1,000 of `total`. */
  config: z.object({ differences: z.array(configDifferenceSchema), total: z.int() }),
  /** Rows by place, without their times. At most 200 of `total`. */
  history: z.object({
    differences: z.array(z.object({ row: z.int(), a: z.optional(z.string()), b: z.optional(z.string()) })),
    total: z.int(),
  }),
  files: z.object({
    added: changedFilesSchema,
    deleted: changedFilesSchema,
    changed: changedFilesSchema,
    /** Files with only another time, which count as the same. */
    timesOnly: z.int(),
  }),
});

export const packageSystemSchema = z.enum(["dpkg", "apk", "rpm", "pip", "npm"]);

/** A package that differs: without `a` it was added, without `b` removed. */
export const packageDifferenceSchema = z.object({
  system: packageSystemSchema,
  name: z.string(),
  /** Its folder, if several may have the package. */
  place: z.optional(z.string()),
  /** Versions. */
  a: z.optional(z.string()),
  b: z.optional(z.string()),
});

export const comparedPackagesSchema = z.object({
  /** Numbers of packages, for each system that one of the images has. */
  systems: z.array(z.object({ system: packageSystemSchema, a: z.int(), b: z.int() })),
  /** At most 5,000 of `total`, by system and name. */
  differences: z.array(packageDifferenceSchema),
  total: z.int(),
  /** Databases that were not read, and why. */
  unread: z.array(
    z.object({ side: z.enum(["a", "b"]), path: z.string(), why: z.enum(["format", "too-large", "damaged"]) }),
  ),
});

export type ComparedEntriesQuery = z.infer<typeof comparedEntriesQuerySchema>;
export type ComparedImage = z.infer<typeof comparedImageSchema>;
export type ComparedLayer = z.infer<typeof comparedLayerSchema>;
export type LayerRelation = z.infer<typeof layerRelationSchema>;
export type LayerPair = z.infer<typeof layerPairSchema>;
export type ConfigDifference = z.infer<typeof configDifferenceSchema>;
export type ImageComparison = z.infer<typeof imageComparisonSchema>;
export type PackageSystem = z.infer<typeof packageSystemSchema>;
export type PackageDifference = z.infer<typeof packageDifferenceSchema>;
export type ComparedPackages = z.infer<typeof comparedPackagesSchema>;
