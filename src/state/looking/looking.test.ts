import { describe, expect, it } from "vitest";
import type { ClassEvent, Learner, Room } from "#contract/room.ts";
import { afterEvent, type Looking } from "./looking.ts";

const room: Room = {
  id: "room-of-this-class",
  code: "ABCDEFGH",
  name: "Monday",
  start: { kind: "empty" },
  learners: 10,
  endsAt: 2,
  keepDays: 0,
  openedAt: 1,
};
const ana: Learner = { id: "ana-of-this-class", name: "Ana", state: "editing", since: 1, joinedAt: 1, goals: {} };
const bob: Learner = { ...ana, id: "bob-of-this-class", name: "Bob" };
const place = { room: room.id, member: ana.id };

const lookingAfter = (...events: readonly ClassEvent[]): Looking =>
  events.reduce<Looking>((looking, event) => afterEvent(looking, event, place), { phase: "opening" });
const everything: ClassEvent = { type: "class", room, learners: [bob, ana] };

describe("looking at a learner's page", () => {
  it("begins with the learner, whoever else is in the class", () => {
    expect(lookingAfter(everything)).toEqual({ phase: "looking", room, learner: ana, connected: true });
  });

  it("follows what the learner does, and nobody else", () => {
    const helped: Learner = { ...ana, help: "accepted" };
    expect(lookingAfter(everything, { type: "learner", learner: helped })).toMatchObject({ learner: helped });
    expect(lookingAfter(everything, { type: "learner", learner: { ...bob, help: "asked" } })).toMatchObject({
      learner: ana,
    });
    expect(lookingAfter(everything, { type: "left", member: bob.id })).toMatchObject({ phase: "looking" });
  });

  it("knows where the class is asked to look", () => {
    const look = { line: 3, link: "0.2" };
    expect(lookingAfter(everything, { type: "look", look })).toMatchObject({ look });
    expect(lookingAfter({ ...everything, look })).toMatchObject({ look });
    expect(lookingAfter({ ...everything, look }, { type: "look" })).not.toHaveProperty("look");
  });

  it("ends when the learner leaves, and says who left", () => {
    expect(lookingAfter(everything, { type: "left", member: ana.id })).toEqual({
      phase: "over",
      why: "left",
      name: "Ana",
      room: room.id,
    });
  });

  it("ends at once if the learner is not in the class, or the room is over", () => {
    expect(lookingAfter({ ...everything, learners: [bob] })).toMatchObject({
      phase: "over",
      why: "left",
      name: undefined,
    });
    expect(lookingAfter(everything, { type: "ended" })).toMatchObject({ phase: "over", why: "ended", name: "Ana" });
  });
});
