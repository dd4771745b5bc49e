import type { CacheSource, CacheTarget } from "#contract/buildOptions.ts";
import type { WorkspaceSettings } from "#contract/workspace.ts";

/** A cache outside the builder, as a row of the dialog. */
export interface SharedCache {
  readonly type: "registry" | "local";
  /** The image in a registry, or the name that the server keeps it under. */
  readonly place: string;
  readonly isRead: boolean;
  readonly isWritten: boolean;
  /** Whether the layers of all steps are written, not only those of the result. */
  readonly isWhole: boolean;
}

type Caches = Pick<WorkspaceSettings, "cacheFrom" | "cacheTo">;

const placeOf = (cache: CacheSource | CacheTarget): string => (cache.type === "registry" ? cache.ref : cache.name);
const keyOf = (cache: CacheSource | CacheTarget): string => `${cache.type} ${placeOf(cache)}`;

/** One row for each cache, whether it is read, written, or both. */
export function sharedCaches({ cacheFrom = [], cacheTo = [] }: Caches): SharedCache[] {
  const read = new Set(cacheFrom.map(keyOf));
  const written = new Map(cacheTo.map((target) => [keyOf(target), target]));
  const all = new Map([...cacheFrom, ...cacheTo].map((cache) => [keyOf(cache), cache]));
  return [...all].map(([key, cache]) => ({
    type: cache.type,
    place: placeOf(cache),
    isRead: read.has(key),
    isWritten: written.has(key),
    isWhole: written.get(key)?.mode === "max",
  }));
}

/** The settings for these rows; one without a place or a use is still being typed, and is not kept. */
export function settingsOfCaches(rows: readonly SharedCache[]): Caches {
  const used = rows.filter(({ place }) => place !== "");
  const at = ({ type, place }: SharedCache): CacheSource =>
    type === "registry" ? { type, ref: place } : { type, name: place };
  const cacheFrom = used.filter(({ isRead }) => isRead).map(at);
  const cacheTo = used
    .filter(({ isWritten }) => isWritten)
    .map((row): CacheTarget => ({ ...at(row), ...(row.isWhole && { mode: "max" as const }) }));
  return { cacheFrom: orNone(cacheFrom), cacheTo: orNone(cacheTo) };
}

function orNone<T>(list: readonly T[]): T[] | undefined {
  return list.length === 0 ? undefined : [...list];
}
