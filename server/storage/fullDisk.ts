import { type Problem, problem } from "#contract/problem.ts";

/** SQLITE_FULL. */
const SQLITE_FULL = 13;

/** The problem of an error that a full disk caused. */
export function problemOfFullDisk(error: unknown): Problem | undefined {
  if (!isDiskFull(error)) return undefined;
  return problem("store/full", "No space left on the disk that holds Strata's data. Nothing was changed.", {
    next: "Free disk space, then try again.",
  });
}

/** ENOSPC, EDQUOT, or SQLite's SQLITE_FULL, anywhere in the chain of causes. */
export function isDiskFull(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    if ("code" in at && (at.code === "ENOSPC" || at.code === "EDQUOT")) return true;
    if ("errcode" in at && at.errcode === SQLITE_FULL) return true;
  }
  return false;
}
