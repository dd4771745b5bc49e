import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Room } from "#contract/room.ts";
import { MAX_TEXT_FRAME, TEXT_CLOSE } from "#contract/sharedText.ts";
import { updateFrame } from "#server/rooms/together/textFrame.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { ask, type Browser, type JoinedBrowser, join, newBrowser, openRoom } from "./roomFixture.ts";
import { answer, askToHelp, connectTo, listen } from "./roomTextFixture.ts";

let test: TestApp;
let port: number;
let teacher: Browser;
let room: Room;
let ana: JoinedBrowser;
/** Of another room. */
let bob: JoinedBrowser;
let otherTeacher: Browser;
let otherRoom: Room;

beforeEach(async () => {
  test = await createTestApp({ separate: true, rooms: true });
  port = await listen(test);
  [teacher, otherTeacher] = [newBrowser(), newBrowser()];
  for (const each of [teacher, otherTeacher]) await ask(test, each, "GET", "/api/me");
  room = await openRoom(test, teacher);
  otherRoom = await openRoom(test, otherTeacher, { name: "Other" });
  ana = await join(test, room.code, "Ana");
  bob = await join(test, otherRoom.code, "Bob");
  await askToHelp(test, teacher, room.id, ana.id);
});
afterEach(() => test.close());

const textOf = (inRoom: Room, member: string) => `/api/rooms/${inRoom.id}/learners/${member}/text`;

async function refused(path: string, browser: Pick<Browser, "cookie">, headers = {}): Promise<number> {
  const client = connectTo(port, path, browser, headers);
  const status = await client.closed;
  client.socket.terminate();
  return status;
}

async function learnersPage() {
  const page = connectTo(port, "/api/room/text", ana);
  await page.until(() => page.people().length === 1);
  page.put("Dockerfile", "FROM busybox\n");
  return page;
}

describe("attacks on the text that a teacher and a learner edit together", () => {
  it("nobody gets it before the learner agrees, not even the teacher who asked", async () => {
    expect(await refused(textOf(room, ana.id), teacher)).toBe(403);
    expect(await refused("/api/room/text", ana)).toBe(403);
  });

  it("nobody gets it after the learner declines", async () => {
    await answer(test, ana, false);
    expect(await refused(textOf(room, ana.id), teacher)).toBe(403);
  });

  it("nobody gets it after the end of the help, nor what was typed during it", async () => {
    await answer(test, ana, true);
    await learnersPage();
    await ask(test, ana, "DELETE", "/api/room/help");
    expect(await refused(textOf(room, ana.id), teacher)).toBe(403);
    await askToHelp(test, teacher, room.id, ana.id);
    await answer(test, ana, true);
    const page = connectTo(port, textOf(room, ana.id), teacher);
    await page.until(() => page.people().length === 1);
    expect(page.shown("Dockerfile")).toBe("");
  });

  it("nobody gets it after the end of the room", async () => {
    await answer(test, ana, true);
    await ask(test, teacher, "PATCH", `/api/rooms/${room.id}`, { keepDays: 7 });
    await ask(test, teacher, "DELETE", `/api/rooms/${room.id}`);
    expect(await refused(textOf(room, ana.id), teacher)).toBe(403);
    expect(await refused("/api/room/text", ana)).toBe(410);
  });

  it("it is not found by a teacher of another room, through any room", async () => {
    await answer(test, ana, true);
    expect(await refused(textOf(room, ana.id), otherTeacher)).toBe(404);
    expect(await refused(textOf(otherRoom, ana.id), otherTeacher)).toBe(404);
  });

  it("a learner gets neither another's, nor their own through the teachers' door", async () => {
    await answer(test, ana, true);
    expect(await refused(textOf(room, ana.id), bob)).toBe(403);
    expect(await refused(textOf(room, ana.id), ana)).toBe(403);
    expect(await refused("/api/room/text", bob)).toBe(403);
  });

  it("it is not found without a cookie", async () => {
    await answer(test, ana, true);
    expect(await refused(textOf(room, ana.id), { cookie: "" })).toBe(404);
    expect(await refused("/api/room/text", { cookie: "" })).toBe(404);
  });

  it("a page of another origin gets it with nobody's cookie", async () => {
    await answer(test, ana, true);
    const foreign = { origin: "http://127.0.0.1:9" };
    expect(await refused(textOf(room, ana.id), teacher, foreign)).toBe(403);
    expect(await refused("/api/room/text", ana, foreign)).toBe(403);
  });

  it("it can't be read as the learner", async () => {
    await answer(test, ana, true);
    expect(await refused(`/api/as/${ana.id}/api/room/text`, teacher)).toBe(403);
  });

  it.each([
    ["random bytes", randomBytes(1000)],
    ["a broken update", updateFrame(new Uint8Array(randomBytes(1000)))],
    ["a frame that is too long", new Uint8Array(MAX_TEXT_FRAME + 1)],
    ["text", "hello"],
  ])("who sends %s is let go, and the others go on", async (_what, frame) => {
    await answer(test, ana, true);
    const learner = await learnersPage();
    const attacker = connectTo(port, textOf(room, ana.id), teacher);
    await attacker.until(() => attacker.shown("Dockerfile") !== "");
    attacker.socket.send(frame);
    expect(await attacker.closed).toBe(TEXT_CLOSE.refused);
    learner.type("Dockerfile", 0, "# hi\n");
    const next = connectTo(port, textOf(room, ana.id), teacher);
    await next.until(() => next.shown("Dockerfile") === "# hi\nFROM busybox\n");
  });

  it("a frame above the server's limit for sockets ends only its own", async () => {
    await answer(test, ana, true);
    const learner = await learnersPage();
    const attacker = connectTo(port, textOf(room, ana.id), teacher);
    await attacker.until(() => attacker.people().length === 2);
    attacker.socket.send(new Uint8Array(1_000_000));
    expect(await attacker.closed).toBeGreaterThan(1000);
    await learner.until(() => learner.people().length === 1);
  });
});
