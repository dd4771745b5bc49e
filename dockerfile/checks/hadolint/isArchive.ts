import { unquoted } from "./stageSteps.ts";

const ARCHIVE = /\.(tar|Z|bz2|gz|lz|lzma|tZ|tb2|tbz|tbz2|tgz|tlz|tpz|txz|xz|zst|tzst)$/;

/** Whether a path's ending is that of an archive that ADD unpacks. */
export function isArchive(path: string): boolean {
  return ARCHIVE.test(unquoted(path));
}
