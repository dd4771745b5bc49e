import { expect, test } from "vitest";
import { isLessonIndex } from "./lessonFiles.ts";

test("an index with steps is that of a lesson", () => {
  expect(isLessonIndex('{"title": "One", "details": {"steps": [{"title": "First", "text": "step1.md"}]}}')).toBe(true);
  expect(isLessonIndex('{"details": {"steps": []}}')).toBe(true);
});

test("any other index.json is only a file", () => {
  for (const text of ["", "{", "[]", "null", '{"name": "site"}', '{"details": {"steps": ["a"]}}']) {
    expect(isLessonIndex(text), text).toBe(false);
  }
});
