import { type ContextPathFault, folderOf, readContextPath } from "#contract/contextPath.ts";

/** Parts of a relative path: `a/b/c` → `a`, `b`, `c`. */
export const partsOf = (path: string): string[] => path.split("/");

/** All folders above a path, outermost first. */
export function foldersOf(path: string): string[] {
  const parts = partsOf(folderOf(path));
  return parts[0] === "" ? [] : parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

export const joinPath = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);

/** A typed path without `./`, repeated or outer slashes, and outer spaces. */
export function cleanPath(typed: string): string {
  return typed
    .trim()
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}

const FAULTS: Readonly<Record<ContextPathFault, string>> = {
  nul: "A name can't contain control characters.",
  absolute: "A path can't begin with a slash.",
  "long-path": "The path is too long.",
  climbs: "A path can't contain “..”.",
  deep: "There are too many folders in the path.",
  "long-name": "The name is too long.",
};

/** Why a clean path is not valid for a file, as a sentence; undefined if it is. */
export function pathFault(path: string): string | undefined {
  if (path === "") return "Enter a name.";
  if (/[\0-\x1f\x7f]/.test(path)) return FAULTS.nul;
  const read = readContextPath(path);
  return read.ok ? undefined : FAULTS[read.fault];
}

/** Every path of files, and of the folders they are in; folders have a slash at their end. */
export function pathsWithFolders(
  files: readonly { readonly path: string; readonly kind: string }[],
): readonly string[] {
  const paths = files.map(({ path, kind }) => (kind === "folder" ? `${path}/` : path));
  const folders = files.flatMap(({ path }) => foldersOf(path)).map((folder) => `${folder}/`);
  return [...new Set([...folders, ...paths])];
}
