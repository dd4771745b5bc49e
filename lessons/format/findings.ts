import type { LessonGap, LessonMistake } from "#contract/lesson.ts";
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
    mistakes,
    get gaps() {
      return [...gaps.values()];
    },
  };
}
