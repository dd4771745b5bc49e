import { z } from "zod/mini";

/** What to look for in the content of an image's files, and where to go on. */
export const contentSearchQuerySchema = z.object({
  text: z.string().check(z.minLength(1), z.maxLength(500)),
  /** Text in any case, or a JavaScript regular expression for one line. */
  how: z._default(z.enum(["text", "regex"]), "text"),
  /** Only what this layer stores; without it, all layers. */
  layer: z.optional(z.pipe(z.coerce.number(), z.int()).check(z.gte(0), z.lte(10_000))),
  /** `next` of the page before. */
  after: z.optional(z.string().check(z.regex(/^\d{1,5}\.\d{1,8}$/))),
});

/** A line of a file that fits. */
export const contentHitSchema = z.object({
  /** Absolute. */
  path: z.string(),
  /** The layer that stores it, and whether the image shows it: a later layer may have hidden it. */
  layer: z.int(),
  isShown: z.boolean(),
  /** From 1. */
  line: z.int(),
  /** The line, or the part of a long one around what fits. */
  excerpt: z.string(),
  /** Where the first fitting text is in the excerpt, in UTF-16 code units. */
  start: z.int(),
  end: z.int(),
});

/** What one request found: it ends after a moment's work. Ask for the next page until there is none. */
export const contentSearchPageSchema = z.object({
  hits: z.array(contentHitSchema),
  /** Files that were read, and left out because they are binary; bytes that were read. */
  files: z.int(),
  binary: z.int(),
  bytes: z.int(),
  /** Files of which only the start was read, or not every hit is listed. */
  cut: z.int(),
  /** Files that are done with, of all there are. */
  done: z.int(),
  total: z.int(),
  next: z.optional(z.string()),
});

export type ContentSearchQuery = z.input<typeof contentSearchQuerySchema>;
export type ContentSearch = z.infer<typeof contentSearchQuerySchema>;
export type ContentHit = z.infer<typeof contentHitSchema>;
export type ContentSearchPage = z.infer<typeof contentSearchPageSchema>;
