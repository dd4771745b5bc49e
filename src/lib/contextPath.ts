import { MAX_PATH_BYTES } from "#contract/context.ts";

/** Parts of a relative path: `a/b/c` → `a`, `b`, `c`. */
export const partsOf = (path: string): string[] => path.split("/");

/** The folder of a path; "" at the top. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** All folders above a path, outermost first. */
export function foldersOf(path: string): string[] {
  const parts = partsOf(folderOf(path));
  return parts[0] === "" ? [] : parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

export const joinPath = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);

export const isWithin = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);

/** A typed path without `./`, repeated or outer slashes, and outer spaces. */
export function cleanPath(typed: string): string {
  return typed
    .trim()
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}

/** Why a clean path is not valid for a file, as a sentence; undefined if it is. */
export function pathFault(path: string): string | undefined {
  if (path === "") return "Enter a name.";
  if (partsOf(path).includes("..")) return "A path can't contain “..”.";
  if (/[\0-\x1f\x7f]/.test(path)) return "A name can't contain control characters.";
  if (new TextEncoder().encode(path).length > MAX_PATH_BYTES) return "The path is too long.";
  return undefined;
}
