import type { Digest } from "#contract/names/digest.ts";
import type { ContextChanges } from "#contract/plan.ts";
import { problemError } from "#contract/problemError.ts";
import { ContextDraft } from "#server/contexts/contextDraft.ts";
import { DEFAULT_CONTEXT_LIMITS } from "#server/contexts/contextLimits.ts";
import type { ContextEntry } from "#server/contexts/contextManifest.ts";
import { contextPath } from "#server/contexts/contextPath.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { comparePaths } from "#server/oci/store/pathOrder.ts";
import type { Files } from "../request/contextFiles.ts";

/** Drops removed paths, their content, and the folders left empty. */
function withoutRemoved(entries: readonly ContextEntry[], removed: readonly string[]): readonly ContextEntry[] {
  if (removed.length === 0) return entries;
  const gone = new Set(removed);
  const isGone = (path: string) => {
    for (let at = path.length; at > 0; at = path.lastIndexOf("/", at - 1)) if (gone.has(path.slice(0, at))) return true;
    return false;
  };
  const left = entries.filter(({ path }) => !isGone(path));
  const needed = new Set<string>();
  for (const { path, type } of left) if (type !== "dir") addParents(path, needed);
  const emptied = new Set<string>();
  for (const path of removed) addParents(path, emptied);
  return left.filter(({ path, type }) => type !== "dir" || needed.has(path) || !emptied.has(path));
}

function addParents(path: string, to: Set<string>): void {
  for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
    to.add(path.slice(0, slash));
  }
}

/**
 * A context as it would be with these changes, as `POST /api/contexts` would store it. Nothing is written: new texts
 * are in `texts`. Throws a ProblemError: context/path, context/too-large, blob/not-found.
 */
export function changedFiles(
  base: Files,
  { files = [], removed = [] }: ContextChanges,
  sizeOf: (blob: Digest) => number | undefined,
): Files {
  if (files.length === 0 && removed.length === 0) return base;
  const draft = new ContextDraft(DEFAULT_CONTEXT_LIMITS);
  for (const entry of withoutRemoved(base.entries, removed.map(contextPath))) draft.add(entry);
  const texts = new Map<Digest, string>();
  const named = files.map(({ path: written, mode = 0o644, text, blob }) => {
    const path = contextPath(written);
    const digest = text === undefined ? blob : digestOf(text);
    if (digest === undefined || path === "") throw problemError("context/path", `${written} is not a file.`);
    if (text !== undefined) texts.set(digest, text);
    const size = text === undefined ? sizeOf(digest) : Buffer.byteLength(text);
    if (size === undefined) throw problemError("blob/not-found", `The content of ${path} (${digest}) was not found.`);
    draft.admit(path, size);
    draft.add({ path, type: "file", mode, size, digest });
    return [path, mode, digest];
  });
  const digest = digestOf(JSON.stringify([base.digest ?? "", named, removed]));
  return { digest, entries: draft.entries().sort((a, b) => comparePaths(a.path, b.path)), texts };
}
