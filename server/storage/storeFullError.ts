import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { isDiskFull } from "./fullDisk.ts";

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

/** The error to throw for a failed write: a StoreFullError if the disk is full, otherwise the error itself. */
export function storeError(error: unknown): unknown {
  return error instanceof StoreFullError || !isDiskFull(error) ? error : new StoreFullError(error);
}
