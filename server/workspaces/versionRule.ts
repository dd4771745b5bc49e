import type { WorkspaceContent, WorkspaceFile } from "#contract/workspace.ts";

/** Most versions of one workspace. */
export const MAX_VERSIONS = 20;
/** Typing makes a version this often, in milliseconds. */
const EVERY = 10 * 60_000;

export interface Replacement {
  readonly before: WorkspaceContent;
  readonly after: WorkspaceContent;
  /** When `before` was saved, and when `after` is. */
  readonly savedAt: number;
  readonly now: number;
  /** When the content of the latest version was saved. */
  readonly lastVersion: number | undefined;
}

/**
 * Whether the content that a save replaces is kept as a version: every ten minutes of typing, the content before a
 * pause of ten minutes, and whatever loses a file or changes several at once, which typing never does.
 */
export function isVersion({ before, after, savedAt, now, lastVersion }: Replacement): boolean {
  const next = new Map(after.files.map((file) => [file.path, file]));
  const touched = before.files.filter((file) => !isSame(file, next.get(file.path)));
  const isUnchanged =
    touched.length === 0 && before.files.length === after.files.length && hasSameSettings(before, after);
  if (isUnchanged) return false;
  if (lastVersion === undefined) return true;
  if (savedAt - lastVersion >= EVERY || now - savedAt >= EVERY) return true;
  return touched.length > 1 || touched.some(({ path }) => !next.has(path));
}

function isSame(file: WorkspaceFile, other: WorkspaceFile | undefined): boolean {
  return file.text === other?.text && file.blob === other?.blob && file.mode === other?.mode;
}

function hasSameSettings(before: WorkspaceContent, after: WorkspaceContent): boolean {
  return before.name === after.name && JSON.stringify(before.settings) === JSON.stringify(after.settings);
}

/**
 * Which version to drop if there are too many, by their times, oldest first: the one closest to the one
 * before it, so that the others still span the whole time. Never the latest.
 */
export function versionToForget(times: readonly number[]): number {
  let [closest, least] = [0, Number.POSITIVE_INFINITY];
  for (let index = 1; index < times.length - 1; index++) {
    const gap = (times[index] ?? 0) - (times[index - 1] ?? 0);
    if (gap < least) [closest, least] = [index, gap];
  }
  return closest;
}
