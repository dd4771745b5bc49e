import { MAX_WORKSPACE_FILES, type WorkspaceFile } from "#contract/workspace.ts";
import { type Files, findFile, isTaken, isWithin, putFiles, textFile } from "#contract/workspaceFiles.ts";
import { pathFault } from "../../lib/contextPath.ts";
import { messages } from "./messages.ts";

/** The ignore file in effect: a Dockerfile's own one wins over the common one, as in BuildKit. */
export function ignoreFile(files: Files, dockerfile: string): WorkspaceFile | undefined {
  return findFile(files, `${dockerfile}.dockerignore`) ?? findFile(files, ".dockerignore");
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

/** Returns the same list if the text did not change, so nothing is saved in vain. */
export function writeText(files: Files, path: string, text: string): Files {
  const before = findFile(files, path);
  if (before?.kind === "text" && before.text === text) return files;
  if (!before) return putFiles(files, [textFile(path, text)]);
  return files.map((file) => (file === before ? textFile(path, text, file.mode) : file));
}

export function setMode(files: Files, path: string, mode: number): Files {
  return files.map((file) => (file.path === path ? { ...file, mode } : file));
}
