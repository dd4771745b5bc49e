import { z } from "zod/mini";
import { fileTypeSchema, provenanceSchema } from "./image.ts";
import { entryDifferenceSchema } from "./imageEntries.ts";
import { digestSchema } from "./names/digest.ts";

/** A file of an image as a layer shows it; without `layer`, as the image does. Links are followed. */
export const filePlaceQuerySchema = z.object({
  path: z.string().check(z.minLength(1), z.maxLength(4096)),
  layer: z.optional(z.pipe(z.coerce.number(), z.int()).check(z.gte(0), z.lte(10_000))),
});

/** Bytes `from` to `from + length` of a file. Without `length`, all that follow. */
export const fileRangeQuerySchema = z.extend(filePlaceQuerySchema, {
  from: z._default(z.pipe(z.coerce.number(), z.int()).check(z.gte(0)), 0),
  length: z.optional(z.pipe(z.coerce.number(), z.int()).check(z.gte(0))),
});

/** Says how many bytes the whole file has, beside a part of it. */
export const FILE_SIZE_HEADER = "x-file-size";

/** What made a layer. */
const layerMakerSchema = z.object({
  layer: z.int(),
  /** History index; −1 if the image has no history for the layer. */
  row: z.int(),
  instruction: z.string(),
  text: z.string(),
  base: z.boolean(),
  provenance: z.optional(provenanceSchema),
});

/** What a file is. */
const fileStateSchema = z.object({
  type: fileTypeSchema,
  /** Bytes. */
  size: z.int(),
  mode: z.int(),
  uid: z.int(),
  gid: z.int(),
  /** Seconds since the epoch. */
  mtime: z.number(),
  linkTarget: z.optional(z.string()),
  /** Of a regular file: sha256 of its bytes. Absent if that needs more reading than one answer may. */
  digest: z.optional(digestSchema),
});

/** What one layer did to a path. A layer that stores the same file again has changed it, with no differences. */
export const fileVersionSchema = z.discriminatedUnion("change", [
  z.extend(layerMakerSchema, { change: z.literal("added"), file: fileStateSchema }),
  z.extend(layerMakerSchema, {
    change: z.literal("changed"),
    file: fileStateSchema,
    differences: z.array(entryDifferenceSchema),
    /** Set if the bytes were not compared: they are too many. */
    contentUnknown: z.optional(z.literal(true)),
  }),
  z.extend(layerMakerSchema, {
    change: z.literal("deleted"),
    /** The folder that went, and this path with it; absent if it went by itself. */
    with: z.optional(z.string()),
  }),
]);

/** The layers that made, changed, or hid a path, base first. Symbolic links are not followed at its end. */
export const fileVersionsSchema = z.object({
  /** Absolute. */
  path: z.string(),
  versions: z.array(fileVersionSchema),
});

export type FileState = z.infer<typeof fileStateSchema>;
export type FileVersion = z.infer<typeof fileVersionSchema>;
export type FileVersions = z.infer<typeof fileVersionsSchema>;
