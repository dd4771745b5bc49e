import { z } from "zod";
import { containerConfigSchema } from "./image.ts";

/** Most names that are told of an image's users and groups. */
export const MAX_NAMES = 200;
/** Most images that are asked for at once. */
export const MAX_BASES = 40;
/** Most tags that are told of a repository. */
export const MAX_TAGS = 500;

/** What a FROM or a --from would start from, where it is at hand. */
export const baseImageSchema = z.object({
  platform: z.string(),
  /** Sum of the uncompressed layers, bytes. */
  size: z.int(),
  layers: z.int(),
  /** RFC 3339. */
  created: z.string().optional(),
  config: containerConfigSchema.optional(),
  /** Names in its /etc/passwd and /etc/group, in their order. */
  users: z.array(z.string()).max(MAX_NAMES),
  groups: z.array(z.string()).max(MAX_NAMES),
});

/** Those of the images asked for that are at hand, by the names in the question. */
export const baseImagesSchema = z.object({ images: z.record(z.string(), baseImageSchema) });

/** Tags of a repository as its registry lists them; those at hand where it can't be asked. */
export const baseTagsSchema = z.object({
  tags: z.array(z.string()).max(MAX_TAGS),
  source: z.enum(["registry", "at-hand"]),
  /** Whether the registry lists the tag of the reference that was asked for; absent if that is not known. */
  hasTag: z.boolean().optional(),
});

export type BaseImage = z.infer<typeof baseImageSchema>;
