import { type ProblemError, problemError } from "#contract/problemError.ts";

export function shareNotFound(): ProblemError {
  return problemError("share/not-found", "There is no share with this link. It was removed, or it has expired.", {
    next: "Ask whoever sent the link to share it again.",
  });
}

export function shareTooLarge(bytes: number, limit: number): ProblemError {
  return problemError("share/too-large", `The files have ${bytes} bytes. A share may have ${limit}.`, {
    next: "Remove large files, or export the workspace as a zip and send that.",
  });
}

export function tooManyShares(most: number): ProblemError {
  return problemError("share/too-many", `There are ${most} shares, the most there can be.`, {
    next: "Remove one that is no longer needed.",
  });
}

export function sharesFull(limit: number): ProblemError {
  return problemError("share/too-large", `All shares together may have ${limit} bytes.`, {
    next: "Remove one that is no longer needed.",
  });
}

/** `what`: the part, as the subject of a sentence. */
export function notInShare(what: string): ProblemError {
  return problemError("share/absent", `${what} is not in this share.`, {
    next: "Fork it and build it to get everything.",
  });
}
