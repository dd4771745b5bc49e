import { z } from "zod/mini";
import { changeSchema, fileEntrySchema, fileTypeSchema } from "./image.ts";

/** Most entries of one answer. */
const MAX_ENTRIES_PAGE = 1000;

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

/**
 * What `find` is, compared with whole paths: part of one in any case, a glob as in .dockerignore (one without a slash fits a
 * name in any folder), or a JavaScript regular expression. A pattern that is malformed or takes too long is a problem.
 */
export const findKindSchema = z.enum(["text", "glob", "regex"]);

/** A query's name may be repeated: one value arrives without a list. */
function severalOf<Item extends z.ZodMiniType>(item: Item) {
  const one = z.pipe(
    item,
    z.transform((value: z.output<Item>) => [value]),
  );
  return z._default(z.union([one, z.array(item).check(z.maxLength(20))]), []);
}

/**
 * One question about the files of layers: `of=layer` are the paths that the layer has and deletes, also those in deleted
 * folders; `of=root` is what a container of that state would show. A folder's children, or, with `flat`, everything that fits
 * at any depth. A folder that does not fit is listed among children if something in it fits.
 */
export const entriesQuerySchema = z.object({
  of: z._default(z.enum(["layer", "root"]), "root"),
  folder: z._default(z.string().check(z.maxLength(4096)), "/"),
  flat: z._default(z.stringbool(), false),
  find: z._default(z.string().check(z.maxLength(500)), ""),
  how: z._default(findKindSchema, "text"),
  /** Bytes; above 0, no folder fits. */
  minSize: z._default(z.pipe(z.coerce.number(), z.int()).check(z.gte(0)), 0),
  /** Empty: all. */
  types: severalOf(fileTypeSchema),
  changes: severalOf(changeSchema),
  /** Folders sort by what fits in them: its bytes, or whether any of it was changed. */
  sort: z._default(z.enum(["name", "size", "change"]), "name"),
  descending: z._default(z.stringbool(), false),
  from: z._default(z.pipe(z.coerce.number(), z.int()).check(z.gte(0)), 0),
  limit: z._default(z.pipe(z.coerce.number(), z.int()).check(z.gte(1), z.lte(MAX_ENTRIES_PAGE)), MAX_ENTRIES_PAGE),
});

/** A path with what the layer did to it. */
export const listedEntrySchema = z.extend(fileEntrySchema, {
  /** The last part of the path. */
  name: z.string(),
  /** For `changed`: what is different. */
  differences: z.optional(z.array(entryDifferenceSchema)),
  /**
   * The bytes were not compared, so that `differences` can't name the content: they are not there, as in a share, or are
   * more than one answer may read.
   */
  contentUnknown: z.optional(z.literal(true)),
  /** For `changed`: what was there below. */
  before: z.optional(
    z.pick(fileEntrySchema, {
      type: true,
      size: true,
      mode: true,
      uid: true,
      gid: true,
      mtime: true,
      linkTarget: true,
    }),
  ),
  /** Names of its extended attributes, sorted; `security.capability` among them. */
  xattrs: z.optional(z.array(z.string())),
  /** For a file with several names: how many. */
  links: z.optional(z.int()),
  /** False for a folder that is listed only because something in it fits: the layer may not have it at all. */
  fits: z.boolean(),
  /** For a folder, also one that a file replaced: sums over all that fits in it. */
  inside: z.optional(
    z.object({
      /** Paths that are no folders, and their bytes, hard links once; deleted ones apart. */
      files: z.int(),
      bytes: z.int(),
      deletedFiles: z.int(),
      deletedBytes: z.int(),
      /** Entries that fit in it, at any depth, the folder left out: 0 has nothing to open. */
      entries: z.int(),
      /** Those of them that the layer added, changed, or deleted. */
      touched: z.int(),
    }),
  ),
});

/** A page of an answer. */
export const entriesPageSchema = z.object({
  folder: z.string(),
  entries: z.array(listedEntrySchema),
  /** Of the whole answer, not of this page. */
  total: z.int(),
  /** How many fit in the whole layer or root, whatever `folder` and `changes` are, so that each can be chosen. */
  counts: z.record(changeSchema, z.int()),
});

export type EntryDifference = z.infer<typeof entryDifferenceSchema>;
export type FindKind = z.infer<typeof findKindSchema>;
export type EntriesQuery = z.infer<typeof entriesQuerySchema>;
export type ListedEntry = z.infer<typeof listedEntrySchema>;
export type EntriesPage = z.infer<typeof entriesPageSchema>;
