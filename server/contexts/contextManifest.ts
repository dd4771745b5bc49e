import { z } from "zod";
import type { Digest } from "#contract/names/digest.ts";
import { digestSchema } from "#contract/names/digest.ts";
import { comparePaths } from "#server/oci/store/pathOrder.ts";

const entrySchema = z.object({
  path: z.string(),
  type: z.enum(["file", "dir", "symlink", "fifo"]),
  mode: z.int(),
  size: z.int(),
  digest: z.optional(digestSchema),
  linkTarget: z.string().optional(),
  mtime: z.number().optional(),
});

const manifestSchema = z.object({ kind: z.literal("strata-context/1"), entries: z.array(entrySchema) });

/** An entry of a context. */
export interface ContextEntry {
  /** Relative and normalized; never "". */
  readonly path: string;
  readonly type: "file" | "dir" | "symlink" | "fifo";
  /** Permission bits, 0o7777 at most. */
  readonly mode: number;
  /** Bytes; 0 for all but files. */
  readonly size: number;
  /** The blob of the content. Files only. */
  readonly digest?: Digest;
  /** As written; may point anywhere, since it is only data. Symlinks only. */
  readonly linkTarget?: string;
  /** Seconds since the epoch, if known. */
  readonly mtime?: number;
}

/** Folders before their content. */
export function sortContextEntries(entries: readonly ContextEntry[]): ContextEntry[] {
  return [...entries].sort((a, b) => comparePaths(a.path, b.path));
}

/** The sorted entries as text with a fixed order of keys; its digest is the context's. */
export function encodeContextManifest(sorted: readonly ContextEntry[]): string {
  const rows = sorted.map((entry) => ({
    path: entry.path,
    type: entry.type,
    mode: entry.mode,
    size: entry.size,
    digest: entry.digest,
    linkTarget: entry.linkTarget,
    mtime: entry.mtime,
  }));
  return JSON.stringify({ kind: "strata-context/1", entries: rows });
}

/** Undefined if the text is not a manifest (any blob may be requested as a context). */
export function decodeContextManifest(text: string): readonly ContextEntry[] | undefined {
  if (!text.startsWith('{"kind":"strata-context/1"')) return undefined;
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.entries.map(withoutUndefined) : undefined;
  } catch {
    return undefined;
  }
}

function withoutUndefined(entry: z.infer<typeof entrySchema>): ContextEntry {
  const { digest, linkTarget, mtime, ...rest } = entry;
  return {
    ...rest,
    ...(digest === undefined ? {} : { digest }),
    ...(linkTarget === undefined ? {} : { linkTarget }),
    ...(mtime === undefined ? {} : { mtime }),
  };
}
