import { sameAttributes } from "./layerChanges.ts";
import type { LayerItem } from "./layerItems.ts";
import { kindOf, type Name, type Stored, type Tree } from "./merge.ts";
import { isSameContent } from "./sparseContent.ts";

/** Why a stored file is no longer visible. */
export type Cause = "deleted" | "overwritten" | "metadata-only" | "time-only" | "stored-again";

export interface DeadFile {
  readonly path: string;
  readonly bytes: number;
  readonly cause: Cause;
  readonly storedIn: number;
  readonly hiddenBy: number;
}

interface Step {
  readonly before: Tree;
  readonly after: Tree;
  readonly items: readonly LayerItem[];
}

/** The files that lost their last name in this layer, and those that the layer itself stores in vain. */
export function deadFiles({ before, after, items }: Step, layer: number): DeadFile[] {
  const alive = new Set([...after.values()].map(({ stored }) => stored.item));
  const dead = [...namesByFile(before)].filter(([{ item }]) => !alive.has(item));
  const inVain = items
    .filter((item) => item.kind === "file" && item.hides === undefined && !alive.has(item))
    .map((item) => [{ item, layer, at: item.path }, [item.path]] as const);
  return [...dead, ...inVain]
    .map(([stored, names]) => ({ stored, path: tellingName(names, after) }))
    .map(({ stored, path }) => ({
      path: `/${path}`,
      bytes: stored.item?.content.size ?? 0,
      cause: causeOf(stored, after.get(path)),
      storedIn: stored.layer,
      hiddenBy: layer,
    }))
    .filter(({ bytes }) => bytes > 0);
}

function namesByFile(tree: Tree): Map<Stored, string[]> {
  const files = [...tree].filter(([, name]) => kindOf(name) === "file");
  return new Map(
    [...Map.groupBy(files, ([, { stored }]) => stored)].map(([stored, names]) => [stored, names.map(([path]) => path)]),
  );
}

/** Of the names removed last, a replaced one; otherwise the first in the alphabet. */
function tellingName(names: readonly string[], after: Tree): string {
  const sorted = [...names].sort();
  return sorted.find((path) => after.has(path)) ?? sorted[0] ?? "";
}

function causeOf({ item: old }: Stored, now: Name | undefined): Cause {
  if (now === undefined) return "deleted";
  const { item } = now.stored;
  if (old === undefined || item === undefined || item.kind !== "file") return "overwritten";
  if (!isSameContent(old.content, item.content)) return "overwritten";
  if (!sameAttributes(old, item)) return "metadata-only";
  return old.mtime === item.mtime ? "stored-again" : "time-only";
}
