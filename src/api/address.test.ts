import { describe, expect, it } from "vitest";
import { routes } from "#contract/routes.ts";
import { addressOf, readAsLearner } from "./address.ts";

describe("the address of a request", () => {
  it("is its own URL for a person at their own page, and reads as the learner for a teacher at a learner's", () => {
    expect(addressOf(routes.builds())).toBe("/api/builds");
    readAsLearner("member-of-the-room");
    expect(addressOf(routes.imageArchive("demo:latest"))).toBe(
      "/api/as/member-of-the-room/api/images/demo%3Alatest/archive",
    );
    expect(addressOf(routes.health())).toBe("/api/health");
    expect(addressOf(routes.roomLearnerHelp("room", "member"))).toBe("/api/rooms/room/learners/member/help");
    expect(addressOf("/api/roomsful")).toBe("/api/as/member-of-the-room/api/roomsful");
  });
});
