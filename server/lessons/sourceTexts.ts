import type { LessonSource } from "#contract/lessonSource.ts";
import { CHECKS_FILE } from "#lessons/checks/readChecks.ts";
import type { LessonFiles } from "#lessons/scenario.ts";

const INDEX = /^index\.(?:json|ya?ml)$/;
const TEXT = /\.(?:md|ya?ml|json|sh)$/i;
/** Bytes of all texts: what comes after them is left out. */
const MOST = 1024 * 1024;

/** What the author of a lesson writes: its index, checks, texts, and scripts. */
export function sourceTexts(files: LessonFiles): LessonSource["files"] {
  let left = MOST;
  return [...files]
    .filter(([path]) => TEXT.test(path))
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .flatMap(([path, bytes]) => {
      left -= bytes.length;
      return left < 0 ? [] : [{ path, text: Buffer.from(bytes).toString("utf8") }];
    });
}

const rank = (path: string): number => (INDEX.test(path) ? 0 : path === CHECKS_FILE ? 1 : 2);
