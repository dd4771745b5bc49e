import { z } from "zod/mini";

/** An image of a Docker engine on the server's machine. */
const localImageSchema = z.object({
  /** The engine's. */
  id: z.string(),
  names: z.array(z.string()),
  /** Bytes, as the engine counts them. */
  size: z.number(),
  /** Seconds since the epoch. */
  created: z.number(),
});

/** `reason`: why there are none to load, as a sentence. */
export const localImagesSchema = z.discriminatedUnion("available", [
  z.object({ available: z.literal(true), images: z.array(localImageSchema) }),
  z.object({ available: z.literal(false), reason: z.string() }),
]);

/** `image`: a name or an ID that the list has. */
export const localLoadSchema = z.object({ image: z.string().check(z.minLength(1), z.maxLength(512)) });

export type LocalImages = z.infer<typeof localImagesSchema>;
export type LocalImage = z.infer<typeof localImageSchema>;
