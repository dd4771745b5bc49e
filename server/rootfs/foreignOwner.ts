import { statSync } from "node:fs";
import { idOnDisk } from "#server/sandbox/executor/sandboxIds.ts";

/**
 * The user a folder was made for, if that is not who sandboxes run as today: Strata ran as another user then, or was an
 * older version. Undefined if it is, or if there is no folder.
 */
export function foreignOwner(path: string): number | undefined {
  const owner = statSync(path, { throwIfNoEntry: false })?.uid;
  return process.getuid?.() !== 0 || owner === idOnDisk(0) ? undefined : owner;
}
