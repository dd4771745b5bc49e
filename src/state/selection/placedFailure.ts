import type { Problem } from "#contract/problem.ts";
import type { Range } from "#contract/range.ts";
import { type BuildState, problemOf, runOf } from "../build/buildState.ts";
import { type LineShift, noLines, spanOf } from "./selectionShift.ts";

/** The problem that ended the last build, and where its statement is in the current text, if that is known. */
export interface PlacedFailure {
  readonly problem: Problem;
  readonly range?: Range;
}

/**
 * Undefined if no build failed, or if its statement says something else now: whether that fails too, only a build can say.
 * `shift` follows the text that was built.
 */
export function placedFailure(build: BuildState, shift: LineShift): PlacedFailure | undefined {
  const problem = problemOf(build);
  if (!problem) return undefined;
  const built = rangeOf(build, problem);
  if (!built || shift === noLines) return { problem };
  const lines = shift(spanOf(built));
  if (!lines) return undefined;
  const delta = lines.start - built.start.line;
  const range = { start: moved(built.start, delta), end: moved(built.end, delta) };
  return { problem, range };
}

function rangeOf(build: BuildState, problem: Problem): Range | undefined {
  const failed = build.phase === "failed" ? build.failedStep : undefined;
  return runOf(build)?.steps.find(({ id }) => id === failed)?.range ?? problem.range;
}

function moved({ line, character }: Range["start"], by: number): Range["start"] {
  return { line: line + by, character };
}
