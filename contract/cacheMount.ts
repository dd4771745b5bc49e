import { z } from "zod";

/** A folder that `RUN --mount=type=cache` keeps from build to build. */
export const cacheMountSchema = z.object({
  id: z.string(),
  /** What the Dockerfile calls it: the mount's `id`, else its target. */
  key: z.string(),
  /** On the disk when it was last measured. */
  bytes: z.int(),
  /** Milliseconds since the epoch. */
  usedAt: z.int(),
});

export const cacheMountListSchema = z.object({ mounts: z.array(cacheMountSchema) });

export type CacheMount = z.infer<typeof cacheMountSchema>;
