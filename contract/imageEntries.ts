import { z } from "zod";
import { changeSchema, fileEntrySchema, fileTypeSchema } from "./image.ts";

/** Most entries of one answer. */
export const MAX_ENTRIES_PAGE = 1000;

/** What a layer changed about a path that was there before, each named on its own. */
export const entryDifferenceSchema = z.enum([
  "type",
  "content",
  "target",
  "mode",
  "owner",
  "mtime",
  "capabilities",
  "xattrs",
]);

/** Which text `find` is: part of a path, a glob as in .dockerignore, or a JavaScript regular expression without backtracking traps. */
export const findKindSchema = z.enum(["text", "glob", "regex"]);

/**
 * One question about the files of layers: `of=layer` are the paths that the layer has and deletes, `of=root` is what a container
 * of that state would show. A folder's children, or, with `flat`, everything that fits at any depth. Filters hold for all that is
 * not a folder; a folder is listed if something in it fits.
 */
export const entriesQuerySchema = z.object({
  of: z.enum(["layer", "root"]).default("root"),
  folder: z.string().max(4096).default("/"),
  flat: z.stringbool().default(false),
  find: z.string().max(500).default(""),
  how: findKindSchema.default("text"),
  /** Bytes. */
  minSize: z.coerce.number().int().min(0).default(0),
  /** Empty: all. */
  types: z.array(fileTypeSchema).default([]),
  changes: z.array(changeSchema).default([]),
  sort: z.enum(["name", "size", "change"]).default("name"),
  descending: z.stringbool().default(false),
  from: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(MAX_ENTRIES_PAGE).default(MAX_ENTRIES_PAGE),
});

/** A path with what the layer did to it. */
export const listedEntrySchema = fileEntrySchema.extend({
  /** The last part of the path. */
  name: z.string(),
  /** For `changed`: what is different. */
  differences: z.array(entryDifferenceSchema).optional(),
  /** For `changed`: what was there below. */
  before: fileEntrySchema.pick({ type: true, size: true, mode: true, uid: true, gid: true, mtime: true }).optional(),
  /** Names of its extended attributes; `security.capability` among them. */
  xattrs: z.array(z.string()).optional(),
  /** For a file with several names: how many. */
  links: z.int().optional(),
  /** For a folder: sums over all that fits in it. */
  inside: z
    .object({
      /** Files that fit, and their bytes; those of deleted ones apart. */
      files: z.int(),
      bytes: z.int(),
      deletedFiles: z.int(),
      deletedBytes: z.int(),
      /** Entries that fit in it, at any depth, the folder left out: 0 has nothing to open. */
      entries: z.int(),
    })
    .optional(),
});

/** A page of an answer. */
export const entriesPageSchema = z.object({
  folder: z.string(),
  entries: z.array(listedEntrySchema),
  /** Of the whole answer, not of this page. */
  total: z.int(),
  /** Numbers over the whole layer or root, whatever `folder` is; without `changes`, so that each can be chosen. */
  counts: z.record(changeSchema, z.int()),
});

export type EntryDifference = z.infer<typeof entryDifferenceSchema>;
export type FindKind = z.infer<typeof findKindSchema>;
export type EntriesQuery = z.infer<typeof entriesQuerySchema>;
export type ListedEntry = z.infer<typeof listedEntrySchema>;
export type EntriesPage = z.infer<typeof entriesPageSchema>;
