import { expect, test } from "vitest";
import { isLessonIndex } from "./lessonFiles.ts";

test("an index with details, or with a backend, is that of a lesson", () => {
  for (const index of [
    { title: "One", details: { steps: [{ title: "First", text: "step1.md" }] } },
    { title: "Older", details: { steps: { step1: { text: "step1.md" } } } },
    { title: "Found by name", backend: { imageid: "docker" } },
  ]) {
    expect(isLessonIndex("index.json", JSON.stringify(index)), index.title).toBe(true);
  }
  expect(isLessonIndex("index.yaml", "title: In YAML\ndetails:\n  steps: []\n")).toBe(true);
});

test("any other index is only a file", () => {
  for (const text of ["", "{", "[]", "null", '{"name": "site"}', '{"details": "steps"}']) {
    expect(isLessonIndex("index.json", text), text).toBe(false);
  }
  expect(isLessonIndex("index.yaml", "title: A site\npages: []\n")).toBe(false);
});
