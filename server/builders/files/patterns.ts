import { problemError } from "#contract/problemError.ts";
import { trimGoSpace } from "#dockerfile/go/goSpace.ts";
import { cleanPath } from "#dockerfile/ignore/cleanPath.ts";
import { isIgnored } from "#dockerfile/ignore/dockerignore.ts";
import { createIgnorePattern, type IgnorePattern } from "#dockerfile/ignore/ignorePattern.ts";

/**
 * Patterns of `--exclude` and `--parents` as moby/patternmatcher's `New` reads them: like lines of .dockerignore, but
 * that `#` starts no comment and a leading slash stays, so such a pattern matches nothing. Throws a ProblemError.
 */
export function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  const read = patterns.flatMap(readPattern);
  return (path) => isIgnored(read, path);
}

function readPattern(raw: string): IgnorePattern[] {
  const trimmed = trimGoSpace(raw);
  if (trimmed === "") return [];
  const cleaned = cleanPath(trimmed);
  const exclusion = cleaned.startsWith("!");
  if (cleaned === "!") throw wrongPattern('illegal exclusion pattern: "!"');
  const pattern = createIgnorePattern(exclusion ? cleaned.slice(1) : cleaned, exclusion);
  if (pattern === undefined) throw wrongPattern(`syntax error in pattern ${JSON.stringify(raw)}`);
  return [pattern];
}

function wrongPattern(detail: string) {
  return problemError("build/copy", detail, { next: "Use the pattern syntax of .dockerignore." });
}
