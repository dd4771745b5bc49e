import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";

export function notFound(id: string): ProblemError {
  return new ProblemError(
    problem("workspace/not-found", `Workspace ${id} not found.`, {
      next: "Duplicate it from the menu on its name to keep what is on the page.",
    }),
  );
}

export function versionNotFound(version: number): ProblemError {
  return new ProblemError(
    problem("workspace/not-found", `Version ${version} not found.`, { next: "List the versions again." }),
  );
}

export function stale(revision: number): ProblemError {
  return new ProblemError(
    problem("workspace/stale", `The workspace was saved elsewhere and is at revision ${revision}.`, {
      next: "Reload the workspace, then make the change again.",
    }),
  );
}

export function tooLarge(bytes: number, limit: number): ProblemError {
  return new ProblemError(
    problem("workspace/too-large", `The workspace has ${bytes} bytes of text. The limit is ${limit} bytes.`, {
      next: "Remove large files, or upload them as files instead of text.",
    }),
  );
}

export function tooMany(most: number): ProblemError {
  return new ProblemError(
    problem("workspace/too-many", `There are ${most} workspaces, the most there can be.`, {
      next: "Delete one you no longer need.",
    }),
  );
}

export function allTooLarge(limit: number): ProblemError {
  return new ProblemError(
    problem("workspace/too-large", `All workspaces together have more than ${limit} bytes of text.`, {
      next: "Delete one you no longer need.",
    }),
  );
}

export function diskFull(): ProblemError {
  return new ProblemError(
    problem(
      "store/full",
      "No space left for the workspace on the disk that holds Strata's data. Nothing was changed.",
      {
        next: "Free disk space, then try again.",
      },
    ),
  );
}
