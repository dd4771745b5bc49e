import { trimGoSpace } from "../go/goSpace.ts";
import { cleanPath } from "./cleanPath.ts";
import { createIgnorePattern, type IgnorePattern } from "./ignorePattern.ts";

/** What a .dockerignore says of a path. Paths are relative to the context, with `/` between their parts. */
export interface Matcher {
  /** Whether the path is left out: the last pattern that matches it, or a folder that it is in, decides. */
  ignores(path: string): boolean;
  /** Whether a `!` may let in something below a folder that is left out. */
  readonly hasExclusions: boolean;
  readonly patterns: readonly IgnorePattern[];
  /** Patterns that BuildKit would reject, with their lines (zero-based). */
  readonly mistakes: readonly { readonly line: number; readonly message: string }[];
}

/** Reads a .dockerignore with the rules of moby/patternmatcher and its `ignorefile` reader. */
export function parseDockerignore(text: string): Matcher {
  const patterns: IgnorePattern[] = [];
  const mistakes: { line: number; message: string }[] = [];
  for (const [line, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    if (raw.startsWith("#")) continue;
    const trimmed = trimGoSpace(raw);
    if (trimmed === "") continue;
    const exclusion = trimmed.startsWith("!");
    const body = exclusion ? trimGoSpace(trimmed.slice(1)) : trimmed;
    if (exclusion && body === "") {
      mistakes.push({ line, message: 'illegal exclusion pattern: "!"' });
      continue;
    }
    const cleaned = cleanPath(body);
    const relative = cleaned.length > 1 && cleaned.startsWith("/") ? cleaned.slice(1) : cleaned;
    const pattern = createIgnorePattern(relative, exclusion);
    if (pattern === undefined) mistakes.push({ line, message: "syntax error in pattern" });
    else patterns.push(pattern);
  }
  return {
    patterns,
    mistakes,
    hasExclusions: patterns.some(({ exclusion }) => exclusion),
    ignores: (path) => isIgnored(patterns, cleanPath(path)),
  };
}

/** Whether the last of the patterns that matches a clean path leaves it out. */
export function isIgnored(patterns: readonly IgnorePattern[], path: string): boolean {
  if (path === ".") return false;
  let ignored = false;
  for (const pattern of patterns) {
    // One that can't change the answer is not asked.
    if (pattern.exclusion !== ignored) continue;
    if (pattern.matches(path)) ignored = !pattern.exclusion;
  }
  return ignored;
}
