import path from "node:path";
import { findLessons } from "../../server/lessons/lessonFolders.ts";

export interface ChosenLessons {
  /** IDs. */
  readonly builtIn: ReadonlySet<string>;
  /** Folders of further lessons, by ID. */
  readonly further: ReadonlyMap<string, string>;
  readonly mistakes: readonly string[];
}

/** The lessons that are asked for: built-in ones by ID, `all` of them, or folders, relative to `from`. */
export function chooseLessons(asked: readonly string[], builtInFolder: string, from: string): ChosenLessons {
  const known = idsIn(builtInFolder);
  const builtIn = new Set<string>();
  const further = new Map<string, string>();
  const mistakes: string[] = [];
  for (const entry of asked) {
    const ids = entry === "all" ? [...known.keys()] : known.has(entry) ? [entry] : [];
    for (const id of ids) builtIn.add(id);
    if (ids.length > 0) continue;
    const found = idsIn(path.resolve(from, entry));
    if (found.size === 0) {
      mistakes.push(
        `${entry} is neither a built-in lesson (${[...known.keys()].join(", ")}) nor a folder with lessons.`,
      );
    }
    for (const [id, dir] of found) further.set(id, dir);
  }
  for (const id of further.keys()) {
    if (builtIn.has(id)) mistakes.push(`${further.get(id)} has the name of a built-in lesson. Rename the folder.`);
  }
  return { builtIn, further, mistakes };
}

function idsIn(folder: string): ReadonlyMap<string, string> {
  return new Map(findLessons({ builtIn: folder, folders: [] }).map(({ id, dir }) => [id, dir]));
}
