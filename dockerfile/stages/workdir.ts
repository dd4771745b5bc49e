import { cleanPath } from "../ignore/cleanPath.ts";

/** A path seen from a folder, without `.` and `..`; undefined if it is relative and the folder not known. */
export function folderBelow(folder: string | undefined, path: string): string | undefined {
  if (path.startsWith("/")) return cleanPath(path);
  return folder === undefined ? undefined : cleanPath(`${folder}/${path}`);
}
