import { expect, test } from "vitest";
import type { LessonEntry } from "#contract/lesson.ts";
import { newDraft, roomOf } from "./roomDraft.ts";

const now = Date.parse("2026-11-26T09:07:00Z");
const lesson: LessonEntry = {
  id: "layers",
  title: "Layers",
  description: "",
  source: "built-in",
  steps: 3,
  mistakes: 0,
};
const choices = { workspace: "w1", lessons: [lesson] };

test("a new room lasts three hours, to the next full quarter", () => {
  const room = roomOf({ ...newDraft(now), name: " Docker " }, choices, now);
  expect(room).toEqual({
    name: "Docker",
    start: { kind: "lesson", lesson: "layers" },
    learners: 30,
    endsAt: Date.parse("2026-11-26T12:15:00Z"),
    keepDays: 7,
  });
});

test("a room can start with a copy of the workspace, or with nothing", () => {
  expect(roomOf({ ...newDraft(now), start: "workspace" }, choices, now)?.start).toEqual({
    kind: "workspace",
    workspace: "w1",
  });
  expect(roomOf({ ...newDraft(now), start: "empty" }, choices, now)?.start).toEqual({ kind: "empty" });
});

test("on a server without lessons, a room starts with nothing", () => {
  expect(roomOf(newDraft(now), { ...choices, lessons: [] }, now)?.start).toEqual({ kind: "empty" });
});

test("a room can't end in the past, or at no time", () => {
  expect(roomOf({ ...newDraft(now), ends: "2020-01-01T10:00" }, choices, now)).toBeUndefined();
  expect(roomOf({ ...newDraft(now), ends: "" }, choices, now)).toBeUndefined();
});
