import { z } from "zod/mini";
import { containerConfigSchema } from "./image.ts";

/** Most names listed of an image's users and groups. */
export const MAX_NAMES = 200;
/** Most images per request. */
export const MAX_BASES = 40;
/** Most tags listed of a repository. */
export const MAX_TAGS = 500;

/** The image that a FROM or a --from would start from, if it is stored. */
export const baseImageSchema = z.object({
  platform: z.string(),
  /** Sum of the uncompressed layers, bytes. */
  size: z.int(),
  layers: z.int(),
  /** RFC 3339. */
  created: z.optional(z.string()),
  config: z.optional(containerConfigSchema),
  /** Names in its /etc/passwd and /etc/group, in file order. */
  users: z.array(z.string()).check(z.maxLength(MAX_NAMES)),
  groups: z.array(z.string()).check(z.maxLength(MAX_NAMES)),
});

/** The requested images that are stored, by the requested names. */
export const baseImagesSchema = z.object({ images: z.record(z.string(), baseImageSchema) });

/** Tags of a repository as its registry lists them; the stored ones if it is unavailable. */
export const baseTagsSchema = z.object({
  tags: z.array(z.string()).check(z.maxLength(MAX_TAGS)),
  source: z.enum(["registry", "at-hand"]),
  /** Whether the registry lists the tag of the requested reference; absent if unknown. */
  hasTag: z.optional(z.boolean()),
});

export type BaseImage = z.infer<typeof baseImageSchema>;
