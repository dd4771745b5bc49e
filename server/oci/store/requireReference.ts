import { familiarName, type ImageReference, normalizedName, parseReference } from "#contract/names/reference.ts";
import { type Problem, problem } from "#contract/problem.ts";
import { ProblemError, problemError } from "#contract/problemError.ts";

/** Why a text is not an image reference; undefined if it is one. */
export function referenceProblem(text: string): Problem | undefined {
  const parsed = parseReference(text);
  return parsed.ok ? undefined : problemOf(text, parsed.error);
}

/** Throws a ProblemError (image/reference). */
export function requireReference(text: string): ImageReference {
  const parsed = parseReference(text);
  if (parsed.ok) return parsed.reference;
  throw new ProblemError(problemOf(text, parsed.error));
}

/** A tag as stored: normalized, without a digest. Throws a ProblemError (image/reference). */
export function requireTag(text: string): string {
  const reference = requireReference(text);
  if (reference.digest === undefined) return normalizedName(reference);
  throw problemError("image/reference", `${familiarName(reference)} contains a digest, which a tag can't have.`);
}

function problemOf(text: string, error: string): Problem {
  return problem("image/reference", `${JSON.stringify(text.slice(0, 300))}: ${error}`, {
    next: "Use name:tag in lowercase, such as busybox:1.37 or localhost:5000/team/app:2.",
  });
}
