import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Room } from "#contract/room.ts";
import { asLearner } from "#contract/routes.ts";
import {
  ask,
  type Browser,
  type JoinedBrowser,
  join,
  type Method,
  newBrowser,
  openRoom,
} from "../rooms/roomFixture.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

let test: TestApp;
let teacher: Browser;
let otherTeacher: Browser;
let room: Room;
let ada: JoinedBrowser;
let bob: JoinedBrowser;
let stranger: JoinedBrowser;

beforeAll(async () => {
  test = await createTestApp({ separate: true, rooms: true });
  [teacher, otherTeacher] = [newBrowser(), newBrowser()];
  for (const browser of [teacher, otherTeacher]) await ask(test, browser, "GET", "/api/me");
  room = await openRoom(test, teacher);
  [ada, bob] = [await join(test, room.code, "Ada"), await join(test, room.code, "Bob")];
  stranger = await join(test, (await openRoom(test, otherTeacher)).code, "Cy");
});
afterAll(() => test.close());

const workspaceOf = (learner: JoinedBrowser) => asLearner(learner.id, `/api/workspaces/${learner.workspace}`);

describe("reading as a learner", () => {
  it("a teacher of the room reads what the learner's own page reads", async () => {
    const own = await ask(test, ada, "GET", `/api/workspaces/${ada.workspace}`);
    const seen = await ask(test, teacher, "GET", workspaceOf(ada));
    expect([seen.statusCode, seen.json()]).toEqual([200, own.json()]);
    expect((await ask(test, teacher, "HEAD", workspaceOf(ada))).statusCode).toBe(200);
    const check = asLearner(ada.id, "/api/check");
    expect((await ask(test, teacher, "POST", check, { dockerfileText: "FROM a" })).statusCode).toBe(200);
  });

  it("the teacher's own things are not among them", async () => {
    const { id } = (
      await ask(test, teacher, "POST", "/api/workspaces", {
        name: "teacher's",
        files: [],
        settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
      })
    ).json();
    expect((await ask(test, teacher, "GET", asLearner(ada.id, `/api/workspaces/${id}`))).statusCode).toBe(404);
    const { workspaces } = (await ask(test, teacher, "GET", asLearner(ada.id, "/api/workspaces"))).json();
    expect(workspaces.map((one: { id: string }) => one.id)).toEqual([ada.workspace]);
  });
});

describe("attacks on the view over a learner's shoulder", () => {
  it.each([
    ["a learner of the same room", () => bob],
    ["the learner themself", () => ada],
    ["a learner of another room", () => stranger],
    ["a teacher of another room", () => otherTeacher],
    ["somebody without a cookie", () => newBrowser()],
  ] as const)("it is closed to %s, and says the same of learners there are and are not", async (_who, who) => {
    for (const member of [ada.id, "x".repeat(20)]) {
      const answer = await ask(test, who(), "GET", asLearner(member, "/api/workspaces"));
      expect([answer.statusCode, answer.json().code]).toEqual([404, "room/not-found"]);
      expect(answer.json().detail).toBe("No room that you teach has this learner.");
    }
  });

  it.each([
    ["PUT", "/api/workspace"],
    ["POST", "/api/workspaces"],
    ["POST", "/api/contexts"],
    ["POST", "/api/builds"],
    ["DELETE", "/api/builds/1"],
    ["POST", "/api/images/pull"],
    ["POST", "/api/containers"],
    ["POST", "/api/volumes/prune"],
    ["GET", "/api/logins"],
    ["GET", "/%61pi/logins"],
    ["GET", "/api/%6Cogins"],
    ["POST", "/api/logins"],
    ["GET", "/api/me"],
    ["GET", "/api/room"],
    ["GET", "/api/room/events"],
    ["PUT", "/api/room/hand"],
    ["GET", "/api/rooms"],
    ["GET", "/api/console?workspace=default"],
    ["GET", "/api/containers/x/terminal"],
    ["GET", "/v2/"],
    ["GET", "/v2/_catalog"],
    ["GET", "/api/../v2/"],
    ["GET", "/api//v2/"],
    ["GET", "/w/x"],
    ["GET", "/"],
  ] as const)("a teacher reaches nothing by %s %s", async (method: Method, url) => {
    const answer = await ask(test, teacher, method, asLearner(ada.id, url));
    expect([403, 404]).toContain(answer.statusCode);
    expect(["room/role", "request/not-found"]).toContain(answer.json().code);
  });

  it("one learner does not lead to another", async () => {
    const twice = asLearner(ada.id, asLearner(bob.id, "/api/workspaces"));
    expect((await ask(test, teacher, "GET", twice)).statusCode).toBe(404);
    const nested = asLearner(stranger.id, asLearner(ada.id, "/api/workspaces"));
    expect((await ask(test, teacher, "GET", nested)).statusCode).toBe(404);
  });

  it("a page of another site can't read it with the teacher's cookie", async () => {
    for (const headers of [{ origin: "http://evil.example" }, { "sec-fetch-site": "cross-site" }]) {
      const lured = { ...newBrowser(headers), cookie: teacher.cookie };
      expect((await ask(test, lured, "GET", workspaceOf(ada))).json().code).toBe("request/foreign");
    }
  });

  it("a WebSocket opens as nobody", async () => {
    const headers = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" };
    const upgrading = { ...newBrowser(headers), cookie: teacher.cookie };
    const url = asLearner(ada.id, `/api/console?workspace=${ada.workspace}`);
    expect((await ask(test, upgrading, "GET", url)).statusCode).toBe(403);
  });
});
