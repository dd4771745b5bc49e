import { z } from "zod/mini";
import { containerSchema } from "./container.ts";

/** A container in which a person looks into one state of a build or an image. It is created, not started. */
export const openedShellSchema = z.object({
  container: containerSchema,
  /** `before` a step that did not succeed, `after` any other. */
  at: z.enum(["before", "after"]),
  /** Of a RUN that did not succeed: its command, to be edited and executed again. */
  command: z.optional(z.string()),
});

export type OpenedShell = z.infer<typeof openedShellSchema>;
