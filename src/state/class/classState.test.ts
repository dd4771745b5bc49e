import { expect, test } from "vitest";
import type { ClassEvent, Room } from "#contract/room.ts";
import { applyClassEvent, type ClassState } from "./classState.ts";
import { learner, manyLearners } from "./learnerFixture.ts";

const room: Room = {
  id: "room-of-a-test-0",
  code: "ABCD2345",
  name: "Docker",
  start: { kind: "empty" },
  learners: 60,
  endsAt: 100,
  keepDays: 0,
  openedAt: 0,
};
const after = (...events: ClassEvent[]) => events.reduce<ClassState>(applyClassEvent, { phase: "loading" });
const opened: ClassEvent = { type: "class", room, learners: manyLearners(60) };

test("the class is unknown until all of it was told", () => {
  expect(after({ type: "learner", learner: learner("Ada") })).toEqual({ phase: "loading" });
});

test("a learner who changes is replaced, one who leaves is gone", () => {
  const state = after(
    opened,
    { type: "learner", learner: learner("Ada", { state: "failed" }) },
    { type: "left", member: "learner 001-id" },
  );
  if (!("room" in state)) throw new Error("not open");
  expect(state.learners.get("Ada-id")?.state).toBe("failed");
  expect(state.learners.size).toBe(60);
});

test("look, timer, and message come and go", () => {
  const told = [
    { type: "look", look: { line: 3 } },
    { type: "timer", timer: { endsAt: 9 } },
    { type: "message", message: "Hello" },
  ] as const;
  const shown = after(opened, ...told);
  expect(shown).toMatchObject({ look: { line: 3 }, timer: { endsAt: 9 }, message: "Hello" });
  const gone = told.reduce<ClassState>((state, { type }) => applyClassEvent(state, { type }), shown);
  for (const { type } of told) expect(gone).not.toHaveProperty(type);
});

test("a room that has ended still shows its learners", () => {
  expect(after(opened, { type: "ended" })).toMatchObject({ phase: "ended", room: { name: "Docker" } });
  expect(after({ type: "class", room: { ...room, endedAt: 5 }, learners: [] }).phase).toBe("ended");
});
