import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";

const FULL = new Set(["ENOSPC", "EDQUOT"]);

/** The disk that holds the store is full. */
export class StoreFullError extends ProblemError {
  override readonly name = "StoreFullError";

  constructor(cause: unknown) {
    super(
      problem("store/full", "No space left on the disk that holds Strata's images.", {
        next: "Remove unused images, or move STRATA_DATA to a larger disk.",
      }),
      { cause },
    );
  }
}

/** SQLITE_FULL. */
const SQLITE_FULL = 13;

/** The error to throw for a failed write: a StoreFullError if the disk is full, otherwise the error itself. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const full = "code" in error && FULL.has(String(error.code));
  const databaseFull = "errcode" in error && error.errcode === SQLITE_FULL;
  return full || databaseFull ? new StoreFullError(error) : error;
}
