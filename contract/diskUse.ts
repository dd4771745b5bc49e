import { z } from "zod/mini";

/** Bytes of one kind of thing, and those that removing what is not in use would free. */
const kindSchema = z.object({ total: z.int(), active: z.int(), bytes: z.int(), reclaimable: z.int() });

/** `docker system df`. */
export const diskUseSchema = z.object({
  images: kindSchema,
  /** Their writable layers. */
  containers: kindSchema,
  volumes: kindSchema,
  buildCache: kindSchema,
});

export type DiskUseOfKind = z.infer<typeof kindSchema>;
export type DiskUse = z.infer<typeof diskUseSchema>;
