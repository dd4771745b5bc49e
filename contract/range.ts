import { z } from "zod/mini";

/** A place in a text, as in LSP: zero-based line, zero-based character in UTF-16 code units. */
export const positionSchema = z.object({
  line: z.int().check(z.gte(0)),
  character: z.int().check(z.gte(0)),
});

/** A range of text, as in LSP: `end` is exclusive. */
export const rangeSchema = z.object({ start: positionSchema, end: positionSchema });

export type Position = z.infer<typeof positionSchema>;
export type Range = z.infer<typeof rangeSchema>;
