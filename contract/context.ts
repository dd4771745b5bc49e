import { z } from "zod/mini";
import { digestSchema } from "./names/digest.ts";

/** Largest number of entries in one context. */
export const MAX_CONTEXT_ENTRIES = 100_000;
/** Longest path of an entry, in UTF-8 bytes. */
export const MAX_PATH_BYTES = 4096;

/** A relative path with `/` between its parts; `.`, `..`, and empty parts are rejected when it is read. */
export const contextPathSchema = z.string().check(z.minLength(1), z.maxLength(MAX_PATH_BYTES));

/** A file to put into a context: its text, or the digest of bytes uploaded before with `PUT /api/blobs/{digest}`. */
export const contextFileInputSchema = z
  .object({
    path: contextPathSchema,
    /** Permission bits, 0o644 by default. */
    mode: z.optional(z.int().check(z.gte(0), z.lte(0o7777))),
    text: z.optional(z.string()),
    blob: z.optional(digestSchema),
  })
  .check(z.refine((file) => (file.text === undefined) !== (file.blob === undefined), "give either text or blob"));

export const contextRequestSchema = z.object({
  files: z.array(contextFileInputSchema).check(z.maxLength(MAX_CONTEXT_ENTRIES)),
});

const contextFileSchema = z.object({ path: z.string(), size: z.int(), mode: z.int() });

export const contextResponseSchema = z.object({ digest: digestSchema, files: z.array(contextFileSchema) });

export type ContextFileInput = z.infer<typeof contextFileInputSchema>;
export type ContextRequest = z.infer<typeof contextRequestSchema>;
