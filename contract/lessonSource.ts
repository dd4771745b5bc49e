import { z } from "zod/mini";

/** The texts that a lesson is written in, for its author: the index first, then the checks, then the others by name. */
export const lessonSourceSchema = z.object({
  files: z.array(z.object({ path: z.string(), text: z.string() })),
});

export type LessonSource = z.infer<typeof lessonSourceSchema>;
