import fs from "node:fs";
import path from "node:path";
import type { LessonGap, LessonMistake } from "../contract/lesson.ts";
import { ProblemError } from "../contract/problemError.ts";
import { CHECKS_FILE, readChecks } from "../lessons/checks/readChecks.ts";
import { readScenario } from "../lessons/format/readScenario.ts";
import type { LessonFiles } from "../lessons/scenario.ts";
import { readLessonFolder } from "../server/lessons/lessonFolder.ts";
import { findLessons } from "../server/lessons/lessonFolders.ts";

export interface CheckedLessons {
  readonly lines: readonly string[];
  /** 0 without errors, 1 with, 2 if there is no lesson. */
  readonly exitCode: 0 | 1 | 2;
}

/** Checks a lesson, or each lesson in a folder. Paths are printed as seen from `from`. */
export function checkLessons(folder: string, from: string): CheckedLessons {
  if (!fs.existsSync(folder)) return { lines: [`${folder} not found.`], exitCode: 2 };
  const found = findLessons({ builtIn: folder, folders: [] }).map(({ dir }) => dir);
  const checked = (found.length === 0 ? [folder] : found).map((dir) => checkLesson(dir, from));
  const errors = checked.reduce((sum, lesson) => sum + lesson.errors, 0);
  const warnings = checked.reduce((sum, lesson) => sum + lesson.warnings, 0);
  const counts = [named(checked.length, "lesson"), named(errors, "error"), named(warnings, "warning")];
  return { lines: [...checked.flatMap(({ lines }) => lines), `${counts.join(", ")}.`], exitCode: errors > 0 ? 1 : 0 };
}

interface CheckedLesson {
  readonly lines: readonly string[];
  readonly errors: number;
  readonly warnings: number;
}

function checkLesson(dir: string, from: string): CheckedLesson {
  const files = filesIn(dir);
  if (typeof files === "string")
    return { lines: [`${path.relative(from, dir)}: error ${files}`], errors: 1, warnings: 0 };
  const scenario = readScenario(files);
  const checks = files.get(CHECKS_FILE);
  const checksText = checks === undefined ? "" : Buffer.from(checks).toString("utf8");
  const mistakes = [...scenario.mistakes, ...readChecks(checksText, scenario.steps.length).mistakes];
  return {
    lines: [
      ...mistakes.map((mistake) => mistakeLine(mistake, dir, from)),
      ...scenario.gaps.map((gap) => gapLine(gap, dir, from)),
    ],
    errors: mistakes.filter(({ severity }) => severity === "error").length,
    warnings: mistakes.filter(({ severity }) => severity === "warning").length,
  };
}

function filesIn(dir: string): LessonFiles | string {
  try {
    return readLessonFolder(dir);
  } catch (error) {
    if (error instanceof ProblemError) return error.message;
    throw error;
  }
}

/** As compilers print it, so that editors and CI find the place. */
function mistakeLine({ file, range, severity, message }: LessonMistake, dir: string, from: string): string {
  const { line, character } = range.start;
  return `${path.relative(from, path.join(dir, file))}:${line + 1}:${character + 1} ${severity} ${message}`;
}

function gapLine({ what, means }: LessonGap, dir: string, from: string): string {
  return `${path.relative(from, dir) || "."}: note: asks for ${what}. ${means}`;
}

function named(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
