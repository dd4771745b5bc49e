import { folderOf, utf8Length } from "./contextPath.ts";
import type { WorkspaceFile } from "./workspace.ts";

/** The files of a workspace, sorted by path. Folders exist on their own or because of the files in them. */
export type Files = readonly WorkspaceFile[];

export const DEFAULT_MODE = 0o644;
export const EXECUTABLE_MODE = 0o755;

export const isWithin = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);

export function findFile(files: Files, path: string): WorkspaceFile | undefined {
  return files.find((file) => file.path === path);
}

/** Whether a path is taken by a file or a folder. */
export function isTaken(files: Files, path: string): boolean {
  return files.some((file) => file.path === path || isWithin(file.path, path));
}

export function textFile(path: string, text: string, mode = DEFAULT_MODE): WorkspaceFile {
  return { path, kind: "text", mode, text, size: utf8Length(text) };
}

export function folder(path: string): WorkspaceFile {
  return { path, kind: "folder", mode: EXECUTABLE_MODE, size: 0 };
}

/** Adds files, replacing those with the same path. */
export function putFiles(files: Files, added: Files): Files {
  const replaced = new Set(added.map((file) => file.path));
  return inOrder([...files.filter((file) => !replaced.has(file.path)), ...added]);
}

/** Moves a file, or a folder with everything in it. */
export function renamePath(files: Files, from: string, to: string): Files {
  return inOrder(
    files.map((file) => {
      if (file.path === from) return { ...file, path: to };
      return isWithin(file.path, from) ? { ...file, path: to + file.path.slice(from.length) } : file;
    }),
  );
}

/** Removes a file, or a folder with everything in it. A parent folder left empty stays. */
export function removePath(files: Files, path: string): { files: Files; removed: Files } {
  return removePaths(files, [path]);
}

/** The same for several. */
export function removePaths(files: Files, paths: readonly string[]): { files: Files; removed: Files } {
  const gone = new Set(paths);
  const [left, removed]: [WorkspaceFile[], WorkspaceFile[]] = [[], []];
  const taken = new Set<string>();
  for (const file of files) {
    const places = placesOf(file.path);
    const isGone = places.some((place) => gone.has(place));
    (isGone ? removed : left).push(file);
    if (!isGone) for (const place of places) taken.add(place);
  }
  const isGone = (path: string) => placesOf(path).some((place) => gone.has(place));
  const parents = new Set(paths.map(folderOf).filter((path) => path !== "" && !taken.has(path) && !isGone(path)));
  return { files: parents.size === 0 ? left : putFiles(left, [...parents].map(folder)), removed };
}

/** The path, and the folders above it. */
function placesOf(path: string): string[] {
  const places: string[] = [];
  for (let at = path; at !== ""; at = folderOf(at)) places.push(at);
  return places;
}

function inOrder(files: Files): Files {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}
