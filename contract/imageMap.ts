import { z } from "zod/mini";

/** Most levels of folders in one answer. */
const MAX_MAP_DEPTH = 8;

export const mapQuerySchema = z.object({
  path: z._default(z.string().check(z.maxLength(4096)), "/"),
  depth: z._default(z.pipe(z.coerce.number(), z.int()).check(z.gte(1), z.lte(MAX_MAP_DEPTH)), 4),
});

/**
 * A folder or a file with what is in it; `others` stands for the small ones of its folder. Bytes of a file with several names
 * count at the name that is not a hard link.
 */
export const mapNodeSchema = z.object({
  /** The place of its folder in the list; −1 for the first node. */
  parent: z.int(),
  name: z.string(),
  kind: z.enum(["folder", "file", "others"]),
  bytes: z.int(),
  /** Paths in it that are not folders, 1 for a file; of `others` the number of paths that they stand for. */
  files: z.int(),
  /** The layer that stores most of its bytes. */
  layer: z.int(),
  /** Of its newest file, seconds since the epoch; for a folder without files its own. */
  mtime: z.number(),
});

/** `nodes`: a folder before what is in it, the folder of the question first. */
export const imageMapSchema = z.object({ path: z.string(), nodes: z.array(mapNodeSchema) });

export type MapNode = z.infer<typeof mapNodeSchema>;
export type ImageMap = z.infer<typeof imageMapSchema>;
