import { folderOf } from "#contract/contextPath.ts";
import { MAX_WORKSPACE_FILES, type WorkspaceFile } from "#contract/workspace.ts";
import { isWithin, pathFault } from "../../lib/contextPath.ts";
import { messages } from "./messages.ts";

/** The files of a workspace, sorted by path. Folders exist on their own or because of the files in them. */
export type Files = readonly WorkspaceFile[];

export const DEFAULT_MODE = 0o644;
export const EXECUTABLE_MODE = 0o755;

export function findFile(files: Files, path: string): WorkspaceFile | undefined {
  return files.find((file) => file.path === path);
}

/** The ignore file in effect: a Dockerfile's own one wins over the common one, as in BuildKit. */
export function ignoreFile(files: Files, dockerfile: string): WorkspaceFile | undefined {
  return findFile(files, `${dockerfile}.dockerignore`) ?? findFile(files, ".dockerignore");
}

/** Whether a path is taken by a file or a folder. */
function isTaken(files: Files, path: string): boolean {
  return files.some((file) => file.path === path || isWithin(file.path, path));
}

/** Bytes of a text in UTF-8. */
export const textSize = (text: string): number => new TextEncoder().encode(text).length;

export function textFile(path: string, text: string, mode = DEFAULT_MODE): WorkspaceFile {
  return { path, kind: "text", mode, text, size: textSize(text) };
}

export function folder(path: string): WorkspaceFile {
  return { path, kind: "folder", mode: EXECUTABLE_MODE, size: 0 };
}

/** Why nothing can be created at this path, as a sentence; undefined if it can. */
export function newPathFault(files: Files, path: string): string | undefined {
  const fault = pathFault(path);
  if (fault) return fault;
  if (isTaken(files, path)) return messages.taken(path);
  const inTheWay = files.find((file) => file.kind !== "folder" && isWithin(path, file.path));
  if (inTheWay) return messages.insideFile(inTheWay.path);
  if (files.length >= MAX_WORKSPACE_FILES) return messages.full(MAX_WORKSPACE_FILES);
  return undefined;
}

/** Adds files, replacing those with the same path. */
export function putFiles(files: Files, added: Files): Files {
  const replaced = new Set(added.map((file) => file.path));
  return inOrder([...files.filter((file) => !replaced.has(file.path)), ...added]);
}

/** Returns the same list if the text did not change, so nothing is saved in vain. */
export function writeText(files: Files, path: string, text: string): Files {
  const before = findFile(files, path);
  if (before?.kind === "text" && before.text === text) return files;
  if (!before) return putFiles(files, [textFile(path, text)]);
  return files.map((file) => (file === before ? textFile(path, text, file.mode) : file));
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
  const isGone = (file: WorkspaceFile) => file.path === path || isWithin(file.path, path);
  const left = files.filter((file) => !isGone(file));
  const parent = folderOf(path);
  const kept = parent !== "" && !isTaken(left, parent) ? putFiles(left, [folder(parent)]) : left;
  return { files: kept, removed: files.filter(isGone) };
}

export function setMode(files: Files, path: string, mode: number): Files {
  return files.map((file) => (file.path === path ? { ...file, mode } : file));
}

function inOrder(files: Files): Files {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}
