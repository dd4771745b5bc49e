import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Room } from "#contract/room.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { ask, type Browser, type JoinedBrowser, join, newBrowser, openRoom } from "./roomFixture.ts";

describe("the builder of a room", () => {
  let test: TestApp;
  let teacher: Browser;
  let learner: JoinedBrowser;
  let room: Room;
  beforeAll(async () => {
    test = await createTestApp({ separate: true, rooms: true });
    teacher = newBrowser();
    await ask(test, teacher, "GET", "/api/me");
    room = await openRoom(test, teacher);
    learner = await join(test, room.code, "Ada");
  });
  afterAll(() => test.close());

  const build = async (request: object) => {
    const answer = await ask(test, learner, "POST", "/api/builds", { dockerfileText: "FROM scratch\n", ...request });
    return answer.statusCode === 202 ? "accepted" : answer.json().code;
  };

  it("gets the builds of learners who chose none, and their pages know of it", async () => {
    expect(await build({})).toBe("accepted");
    const changed = await ask(test, teacher, "PATCH", `/api/rooms/${room.id}`, { builder: "elsewhere" });
    expect(changed.json()).toMatchObject({ builder: "elsewhere" });
    expect((await ask(test, learner, "GET", "/api/room")).json().room.builder).toBe("elsewhere");
    expect(await build({})).toBe("builder/unavailable");
    expect(await build({ builder: "embedded" })).toBe("accepted");
  });
});
