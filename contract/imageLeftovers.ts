import { z } from "zod/mini";
import { digestSchema } from "./names/digest.ts";

/** What a file of the image is that containers don't need. */
export const leftoverCodeSchema = z.enum([
  "apt-lists",
  "apt-archives",
  "apk-cache",
  "rpm-cache",
  "pip-cache",
  "npm-cache",
  "yarn-cache",
  "go-cache",
  "cargo-cache",
  "orphan-bytecode",
  "git-folder",
  "dev-modules",
  "logs",
  "temporary-files",
  "documentation",
]);

/** Files of one kind below a path that one layer stores. */
export const leftoverSchema = z.object({
  code: leftoverCodeSchema,
  /** A folder, or a single file. */
  path: z.string(),
  bytes: z.int(),
  files: z.int(),
  layer: z.int(),
  /** For `dev-modules`: the file of the image that says the package is for development only. */
  evidence: z.optional(z.string()),
});

/** The same bytes, stored at several paths. Hard links are one copy. */
export const duplicateSchema = z.object({
  digest: digestSchema,
  /** Of one copy. */
  bytes: z.int(),
  copies: z.int(),
  /** Of all copies but one. */
  wasted: z.int(),
  /** The first copies by path. */
  at: z.array(z.object({ path: z.string(), layer: z.int() })),
});

/** `bytes` and `total` sum up all, `items` are the largest. */
export const leftoversSchema = z.object({
  bytes: z.int(),
  total: z.int(),
  items: z.array(leftoverSchema),
  duplicates: z.object({
    bytes: z.int(),
    total: z.int(),
    items: z.array(duplicateSchema),
    /** Bytes of files of the same size that were too many to compare. */
    notCompared: z.int(),
  }),
});

/** What dive shows of an image, computed as dive does. */
export const efficiencySchema = z.object({
  /** From 0 to 1. */
  efficiency: z.number(),
  wastedBytes: z.int(),
  /** Bytes of the entries of all layers but the first. */
  userBytes: z.int(),
  /** `wastedBytes` by `userBytes`, a ratio; null if there are none to divide by. */
  userWastedPercent: z.nullable(z.number()),
  /** The number of paths that count as wasted, and the largest of them. */
  total: z.int(),
  items: z.array(z.object({ path: z.string(), bytes: z.int(), copies: z.int() })),
});

/** What a container of another image would find different. Times don't count. */
export const imageDifferencesSchema = z.object({
  /** Bytes of the files of all layers, before and after: `contentSize` of an image. */
  before: z.int(),
  after: z.int(),
  total: z.int(),
  /** The first by path. */
  items: z.array(
    z.object({
      path: z.string(),
      change: z.enum(["added", "removed", "content", "attributes"]),
    }),
  ),
  /** Whether the configuration is the same, history and times aside. */
  sameConfig: z.boolean(),
});

export type LeftoverCode = z.infer<typeof leftoverCodeSchema>;
export type Leftover = z.infer<typeof leftoverSchema>;
export type Duplicate = z.infer<typeof duplicateSchema>;
export type Leftovers = z.infer<typeof leftoversSchema>;
export type Efficiency = z.infer<typeof efficiencySchema>;
export type ImageDifferences = z.infer<typeof imageDifferencesSchema>;
