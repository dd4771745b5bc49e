import { z } from "zod/mini";
import { containerConfigSchema } from "./image.ts";

/**
 * What holds at one step of a build: `after` it, or `before` one that did not succeed. `env` is what a RUN gets there, the
 * image's variables and the arguments in effect; `config` is what an image of this step would say of itself.
 */
export const stepSurroundingsSchema = z.object({
  at: z.enum(["before", "after"]),
  env: z.array(z.string()),
  user: z.string(),
  workdir: z.string(),
  shell: z.array(z.string()),
  config: containerConfigSchema,
});

export type StepSurroundings = z.infer<typeof stepSurroundingsSchema>;
