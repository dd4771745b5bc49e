import { z } from "zod/mini";

/**
 * The Dockerfile of an image. `build`: the one it was built from here. `history`: reconstructed from its history, as far as
 * that tells.
 */
export const imageDockerfileSchema = z.object({ text: z.string(), from: z.enum(["build", "history"]) });

export type ImageDockerfile = z.infer<typeof imageDockerfileSchema>;
