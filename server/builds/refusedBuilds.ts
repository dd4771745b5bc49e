import { MAX_PINNED_BUILDS } from "#contract/build.ts";
import { type ProblemError, problemError } from "#contract/problemError.ts";

export function notFound(id: string): ProblemError {
  return problemError("build/not-found", `Build ${JSON.stringify(id.slice(0, 64))} not found. Old builds are deleted.`);
}

export function tooManyPinned(): ProblemError {
  return problemError("build/too-many-pinned", `${MAX_PINNED_BUILDS} builds are pinned already.`, {
    next: "Unpin one that is no longer needed.",
  });
}

export function queueFull(queued: number): ProblemError {
  return problemError("build/queue-full", `${queued} builds are already queued.`, { next: "Try again in a minute." });
}

export function shuttingDown(): ProblemError {
  return problemError("builder/unavailable", "The server is shutting down.");
}
