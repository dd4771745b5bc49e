import { Script } from "node:vm";
import type { FindKind } from "#contract/imageEntries.ts";
import { problemError } from "#contract/problemError.ts";
import { createIgnorePattern } from "#dockerfile/ignore/ignorePattern.ts";

/** Milliseconds that a regular expression may take for all paths. */
export const PATIENCE = 1000;

/**
 * For each absolute path, whether it fits what is to be found; undefined if all do. Throws a ProblemError (request/pattern)
 * for a pattern that is malformed or takes too long.
 */
export function matchPaths(find: string, how: FindKind, paths: Iterable<string>): readonly boolean[] | undefined {
  if (find === "") return undefined;
  if (how === "text") return matchText(find, paths);
  return how === "glob" ? matchGlob(find, paths) : matchExpression(find, paths);
}

function matchText(find: string, paths: Iterable<string>): boolean[] {
  const wanted = find.toLowerCase();
  return Array.from(paths, (path) => path.toLowerCase().includes(wanted));
}

function matchGlob(find: string, paths: Iterable<string>): boolean[] {
  const text = find.includes("/") ? find.replace(/^\/+/, "") : `**/${find}`;
  const pattern = createIgnorePattern(text, false);
  if (pattern !== undefined) return Array.from(paths, (path) => pattern.matches(path.slice(1)));
  const detail = `The pattern ${JSON.stringify(find)} is malformed.`;
  throw problemError("request/pattern", detail, { next: "Close each [ with a ], and end with no backslash." });
}

const TEST_ALL = new Script("const found = new RegExp(source); Array.from(paths, (path) => found.test(path))");

/** JavaScript's expressions can take exponential time, and only the engine itself can stop one. */
function matchExpression(source: string, paths: Iterable<string>): boolean[] {
  try {
    return TEST_ALL.runInNewContext({ source, paths }, { timeout: PATIENCE });
  } catch (error) {
    throw expressionProblem(error) ?? error;
  }
}

/** What is wrong with an expression that the engine refused or stopped; undefined for other errors. */
export function expressionProblem(error: unknown): Error | undefined {
  const { name, message, code } = errorParts(error);
  if (code === "ERR_SCRIPT_EXECUTION_TIMEOUT") {
    const detail = `The regular expression takes more than ${PATIENCE / 1000} second.`;
    return problemError("request/pattern", detail, { next: "Repeat nothing that itself repeats, as (a+)+ does." });
  }
  // The engine's own sentence says what is wrong, and where.
  if (name !== "SyntaxError") return undefined;
  return problemError("request/pattern", `${message}.`, { next: "Change the expression, or look for text." });
}

/** Errors of another context are no instances of this one's classes. */
function errorParts(error: unknown): { name: unknown; message: unknown; code: unknown } {
  const of = typeof error === "object" && error !== null ? error : {};
  const part = (key: string): unknown => Reflect.get(of, key);
  return { name: part("name"), message: part("message"), code: part("code") };
}
