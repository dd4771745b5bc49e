import { z } from "zod/mini";

/** A folder that `RUN --mount=type=cache` keeps from build to build. */
export const cacheMountSchema = z.object({
  id: z.string(),
  /** Its name in the Dockerfile: the mount's `id`, or else its target. */
  key: z.string(),
  /** On disk, when last measured. */
  bytes: z.int(),
  /** Milliseconds since the epoch. */
  usedAt: z.int(),
});

export const cacheMountListSchema = z.object({ mounts: z.array(cacheMountSchema) });

export type CacheMount = z.infer<typeof cacheMountSchema>;
