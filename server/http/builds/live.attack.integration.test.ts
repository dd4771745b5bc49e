import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Room } from "#contract/room.ts";
import { ask, type Browser, type JoinedBrowser, join, newBrowser, openRoom } from "../rooms/roomFixture.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

const LIVE = { dockerfileText: "FROM scratch\n", live: "quick" };

describe("live builds in a room", () => {
  let test: TestApp;
  let teacher: Browser;
  let room: Room;
  let learner: JoinedBrowser;
  beforeAll(async () => {
    test = await createTestApp({ separate: true, rooms: true });
    test.builder.plan = async () => ({ stages: [], steps: [] });
    teacher = newBrowser();
    await ask(test, teacher, "GET", "/api/me");
    room = await openRoom(test, teacher);
    learner = await join(test, room.code, "Ada");
  });
  afterAll(() => test.close());

  const build = async (browser: Browser) => {
    const answer = await ask(test, browser, "POST", "/api/builds", LIVE);
    return answer.statusCode === 202 ? "accepted" : answer.json().code;
  };
  const change = async (browser: Browser, changes: object) =>
    (await ask(test, browser, "PATCH", `/api/rooms/${room.id}`, changes)).statusCode;

  it("a learner asks for a live build by hand: refused until the teacher allows it, and again after that", async () => {
    expect(await build(learner)).toBe("build/live-off");
    expect(await change(teacher, { live: true })).toBe(200);
    expect(await build(learner)).toBe("accepted");
    expect((await ask(test, learner, "GET", "/api/room")).json().room.live).toBe(true);
    expect(await change(teacher, { live: false })).toBe(200);
    expect(await build(learner)).toBe("build/live-off");
  });

  it("a learner turns Live on for the class: only teachers change their room", async () => {
    expect(await change(learner, { live: true })).toBe(403);
    expect(await build(learner)).toBe("build/live-off");
  });
});
