import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { type Digest, digestSchema } from "#contract/names/digest.ts";
import { MAX_TRIED } from "./lessonLimits.ts";

/** The lessons that owners try, by the contexts that they sent. */
export interface TriedLessons {
  add(owner: string, id: string, context: Digest): void;
  get(owner: string, id: string): Digest | undefined;
  list(owner: string): readonly { readonly id: string; readonly context: Digest }[];
  /** Of all owners. */
  contexts(): readonly Digest[];
  forget(owner: string): void;
}

/** The same for the same context. */
export function triedId(context: Digest): string {
  const hex = context.slice(context.indexOf(":") + 1);
  return `tried-${hex.slice(0, 16)}`;
}

/** The latest are kept, and those that a workspace has. */
export function openTriedLessons(db: DatabaseSync): TriedLessons {
  const put = db.prepare("INSERT OR REPLACE INTO tried (owner, id, context) VALUES (?, ?, ?)");
  const prune = db.prepare(`
    DELETE FROM tried WHERE owner = ?1
      AND id NOT IN (SELECT lesson FROM progress WHERE owner = ?1) AND number NOT IN
      (SELECT number FROM tried WHERE owner = ?1 ORDER BY number DESC LIMIT ${MAX_TRIED})`);
  const list = db.prepare("SELECT id, context FROM tried WHERE owner = ? ORDER BY number DESC");
  const get = db.prepare("SELECT context FROM tried WHERE owner = ? AND id = ?");
  const contexts = db.prepare("SELECT DISTINCT context FROM tried");
  const forget = db.prepare("DELETE FROM tried WHERE owner = ?");
  return {
    add(owner, id, context) {
      put.run(owner, id, context);
      prune.run(owner);
    },
    get: (owner, id) => z.optional(digestSchema).parse(get.get(owner, id)?.context),
    list: (owner) => list.all(owner).map((row) => ({ id: String(row.id), context: digestSchema.parse(row.context) })),
    contexts: () => contexts.all().map((row) => digestSchema.parse(row.context)),
    forget: (owner) => void forget.run(owner),
  };
}
