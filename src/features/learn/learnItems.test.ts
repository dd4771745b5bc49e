import { expect, test } from "vitest";
import type { LessonEntry } from "#contract/lesson.ts";
import { EXAMPLES } from "./examples.ts";
import { type LessonsToShow, learnItems, lessonDetail } from "./learnItems.ts";

const lesson = (more: Partial<LessonEntry> = {}): LessonEntry => ({
  id: "first",
  title: "First",
  description: "",
  source: "built-in",
  minutes: 12,
  steps: 6,
  mistakes: 0,
  ...more,
});
const taken = (step: number, isFinished = false) => ({ taken: { workspace: "w", step, isFinished } });
const choices = { openLesson: () => {}, openExample: () => {}, preview: undefined };
const labels = (lessons: LessonsToShow) =>
  learnItems(lessons, EXAMPLES.slice(0, 1), choices).map((item) => ("label" in item ? item.label : ""));

test("a lesson says how long it takes, and how far one is", () => {
  expect(lessonDetail(lesson())).toBe("12 min");
  expect(lessonDetail(lesson({ minutes: undefined }))).toBe("6 steps");
  expect(lessonDetail(lesson(taken(-1)))).toBe("12 min, at step 1 of 6");
  expect(lessonDetail(lesson(taken(2)))).toBe("12 min, at step 3 of 6");
  expect(lessonDetail(lesson(taken(6, true)))).toBe("12 min, finished");
});

test("lessons come before examples, and examples stay when there are none", () => {
  expect(labels([lesson()])).toEqual(["Lessons", "First", "Examples", "Hello, layers"]);
  expect(labels([])).toEqual(["Examples", "Hello, layers"]);
});

test("nothing can be chosen until the lessons are known: rows would move away under the pointer", () => {
  expect(labels("loading")).toEqual(["Loading lessons…"]);
});

test("if the server can't list the lessons, the menu says so and the examples stay", () => {
  expect(labels("missing")).toEqual([
    "Lessons",
    "Could not load the lessons. Check your connection.",
    "Examples",
    "Hello, layers",
  ]);
});

test("a lesson that was only looked at is not in the menu, one that somebody takes is", () => {
  expect(labels([lesson({ source: "tried" })])).not.toContain("First");
  expect(labels([lesson({ source: "tried", ...taken(0) })])).toContain("First");
});
