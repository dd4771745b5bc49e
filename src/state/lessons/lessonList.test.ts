import { expect, test } from "vitest";
import type { LessonEntry } from "#contract/lesson.ts";
import { lessonAfter } from "./lessonList.ts";

const entry = (id: string, more: Partial<LessonEntry> = {}): LessonEntry => ({
  id,
  title: id,
  description: "",
  source: "built-in",
  steps: 2,
  mistakes: 0,
  ...more,
});
const finished = { taken: { workspace: "w", step: 2, isFinished: true } };

test("the next lesson is the one after in the list that is not finished", () => {
  const lessons = [entry("one"), entry("two", finished), entry("three")];
  expect(lessonAfter(lessons, "one")?.id).toBe("three");
});

test("after the last one come those before that were left out", () => {
  expect(lessonAfter([entry("one"), entry("two")], "two")?.id).toBe("one");
  expect(lessonAfter([entry("one", finished), entry("two")], "two")).toBeUndefined();
});

test("a lesson that somebody only tries leads to the first of the others, and none leads to it", () => {
  const lessons = [entry("one"), entry("mine", { source: "tried" })];
  expect(lessonAfter(lessons, "mine")?.id).toBe("one");
  expect(lessonAfter(lessons, "one")).toBeUndefined();
});
