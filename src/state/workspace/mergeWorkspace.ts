import type { WorkspaceContent, WorkspaceFile, WorkspaceSettings } from "#contract/workspace.ts";
import type { Files } from "#contract/workspaceFiles.ts";

export interface Merge {
  readonly content: WorkspaceContent;
  /** Paths both sides changed differently; `content` has my version of them. */
  readonly conflicts: readonly string[];
}

/**
 * Merges what two tabs made of the same base. A file changed on one side is taken from there; one changed differently on
 * both is a conflict. For name and settings, the side that changed them wins, or mine if both did: they are short and
 * always visible.
 */
export function mergeWorkspace(base: WorkspaceContent, mine: WorkspaceContent, theirs: WorkspaceContent): Merge {
  const { files, conflicts } = mergeFiles(base.files, mine.files, theirs.files);
  const lastBuild = pick(base.lastBuild, mine.lastBuild, theirs.lastBuild);
  return {
    content: {
      name: pick(base.name, mine.name, theirs.name),
      files: [...files],
      settings: mergeSettings(base.settings, mine.settings, theirs.settings),
      ...(lastBuild !== undefined && { lastBuild }),
    },
    conflicts,
  };
}

/** Theirs, with each that I changed, or unset. */
function mergeSettings(base: WorkspaceSettings, mine: WorkspaceSettings, theirs: WorkspaceSettings): WorkspaceSettings {
  const [was, here] = [new Map(Object.entries(base)), new Map(Object.entries(mine))];
  const changed = [...new Set([...was.keys(), ...here.keys()])].filter((key) => !equal(was.get(key), here.get(key)));
  return { ...theirs, ...Object.fromEntries(changed.map((key) => [key, here.get(key)])) };
}

/** Whether two contents are the same to a person: which build was shown last does not matter. */
export function sameContent(a: WorkspaceContent, b: WorkspaceContent): boolean {
  return a.name === b.name && equal(a.settings, b.settings) && changedPaths(a.files, b.files).length === 0;
}

/** Sorted paths whose files differ between the lists. */
function changedPaths(a: Files, b: Files): string[] {
  const [before, after] = [byPath(a), byPath(b)];
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => !sameFile(before.get(path), after.get(path))).sort();
}

function mergeFiles(base: Files, mine: Files, theirs: Files): { files: Files; conflicts: string[] } {
  const [was, here, there] = [byPath(base), byPath(mine), byPath(theirs)];
  const conflicts: string[] = [];
  const merged: WorkspaceFile[] = [];
  for (const path of [...new Set([...here.keys(), ...there.keys()])].sort()) {
    const [old, my, their] = [was.get(path), here.get(path), there.get(path)];
    const mineChanged = !sameFile(old, my);
    const bothChanged = mineChanged && !sameFile(old, their) && !sameFile(my, their);
    if (bothChanged) conflicts.push(path);
    const taken = mineChanged ? my : their;
    if (taken) merged.push(taken);
  }
  return { files: merged, conflicts };
}

const byPath = (files: Files): Map<string, WorkspaceFile> => new Map(files.map((file) => [file.path, file]));

function sameFile(a: WorkspaceFile | undefined, b: WorkspaceFile | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  return a.kind === b.kind && a.mode === b.mode && a.text === b.text && a.blob === b.blob;
}

const equal = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

const pick = <T>(base: T, mine: T, theirs: T): T => (equal(base, mine) ? theirs : mine);
