import { globSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readScenario } from "./readScenario.ts";
import { printScenario } from "./testPrintScenario.ts";

/**
 * Lessons in every form that the format has, each with what is read from it. `UPDATE_GOLDEN=1` writes that, to be read
 * before it is committed.
 */
const LESSONS = join(import.meta.dirname, "../../testdata/lessons");
const EXPECTED = "expected.txt";

function filesOf(lesson: string): Map<string, Uint8Array> {
  const folder = join(LESSONS, lesson);
  const entries = globSync("**/*", { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return new Map(paths.filter((path) => path !== EXPECTED).map((path) => [path, readFileSync(join(folder, path))]));
}

const lessons = readdirSync(LESSONS).sort();

describe("a lesson of the test data", () => {
  it.each(lessons)("%s", (lesson) => {
    const printed = printScenario(readScenario(filesOf(lesson)));
    const expected = join(LESSONS, lesson, EXPECTED);
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(expected, printed);
    expect(printed).toBe(readFileSync(expected, "utf8"));
  });

  it.each(lessons.filter((lesson) => lesson !== "mistakes"))("%s has no mistakes", (lesson) => {
    expect(readScenario(filesOf(lesson)).mistakes).toEqual([]);
  });
});
