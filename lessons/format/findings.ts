import type { LessonGap, LessonMistake } from "#contract/lesson.ts";
import { byPlace } from "#contract/positions.ts";
import type { Range } from "#contract/range.ts";
import { MAX_GAPS, MAX_MISTAKES } from "./limits.ts";

/** What is found while a lesson is read. */
export interface Findings {
  error(file: string, range: Range, message: string): undefined;
  warning(file: string, range: Range, message: string): undefined;
  gap(gap: LessonGap): void;
  readonly mistakes: readonly LessonMistake[];
  readonly gaps: readonly LessonGap[];
}

/** By file, in the order in which they were read, and by place. */
function inOrder(mistakes: readonly LessonMistake[]): LessonMistake[] {
  const files = [...new Set(mistakes.map(({ file }) => file))];
  return mistakes.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || byPlace(a, b));
}

/** Keeps the first mistakes, and each gap once. */
export function createFindings(): Findings {
  const mistakes: LessonMistake[] = [];
  const gaps = new Map<string, LessonGap>();
  const add = (mistake: LessonMistake): undefined => {
    if (mistakes.length < MAX_MISTAKES) mistakes.push(mistake);
    return undefined;
  };
  return {
    error: (file, range, message) => add({ file, range, severity: "error", message }),
    warning: (file, range, message) => add({ file, range, severity: "warning", message }),
    gap: (gap) => {
      if (gaps.size < MAX_GAPS && !gaps.has(gap.what)) gaps.set(gap.what, gap);
    },
    get mistakes() {
      return inOrder(mistakes);
    },
    get gaps() {
      return [...gaps.values()];
    },
  };
}
