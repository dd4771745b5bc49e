import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Room } from "#contract/room.ts";
import { TEXT_CLOSE } from "#contract/sharedText.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { ask, type Browser, type JoinedBrowser, join, newBrowser, openRoom } from "./roomFixture.ts";
import { answer, askToHelp, connectTo, listen, type TextClient } from "./roomTextFixture.ts";

let test: TestApp;
let teacher: Browser;
let room: Room;
let ana: JoinedBrowser;
let port: number;

beforeEach(async () => {
  test = await createTestApp({ separate: true, rooms: true });
  port = await listen(test);
  teacher = newBrowser();
  await ask(test, teacher, "GET", "/api/me");
  room = await openRoom(test, teacher);
  ana = await join(test, room.code, "Ana");
  await askToHelp(test, teacher, room.id, ana.id);
  await answer(test, ana, true);
});
afterEach(() => test.close());

const asLearner = () => connectTo(port, "/api/room/text", ana);
const asTeacher = () => connectTo(port, `/api/rooms/${room.id}/learners/${ana.id}/text`, teacher);

/** A learner's page that shares a Dockerfile, and a teacher's page. */
async function bothThere(): Promise<[TextClient, TextClient]> {
  const learner = asLearner();
  await learner.until(() => learner.people().length === 1);
  learner.put("Dockerfile", "FROM busybox\nRUN \n");
  const helper = asTeacher();
  await helper.until(() => helper.shown("Dockerfile") !== "");
  return [learner, helper];
}

describe("a learner and a teacher who edit together", () => {
  it("type into one line at once, and have the same text", async () => {
    const [learner, helper] = await bothThere();
    for (const index of [0, 1, 2, 3]) {
      learner.type("Dockerfile", 17 + index, "make"[index] ?? "");
      helper.type("Dockerfile", 17 + index, "true"[index] ?? "");
    }
    const isEqual = () =>
      learner.shown("Dockerfile").length === 26 && learner.shown("Dockerfile") === helper.shown("Dockerfile");
    await learner.until(isEqual);
    await helper.until(isEqual);
    expect(learner.shown("Dockerfile")).toMatch(/^FROM busybox\nRUN (?=.*make|.*true)/);
  });

  it("see each other's names and carets", async () => {
    const [learner, helper] = await bothThere();
    await learner.until(
      () => learner.people().length === 2 && learner.people().every(({ client }) => client !== undefined),
    );
    expect(learner.people()).toEqual([
      { name: "Ana", role: "learner", client: learner.shared().doc.clientID },
      { name: "Teacher", role: "teacher", client: helper.shared().doc.clientID },
    ]);
    expect(helper.shared().awareness?.states.has(learner.shared().doc.clientID)).toBe(true);
    learner.socket.terminate();
    await helper.until(() => helper.people().length === 1);
    expect(helper.shared().awareness?.states.has(learner.shared().doc.clientID)).toBe(false);
  });

  it.each([
    ["the learner", () => ask(test, ana, "DELETE", "/api/room/help")],
    ["the teacher", () => ask(test, teacher, "DELETE", `/api/rooms/${room.id}/learners/${ana.id}/help`)],
    ["the end of the room", () => ask(test, teacher, "DELETE", `/api/rooms/${room.id}`)],
  ])("are parted by %s", async (_who, end) => {
    const [learner, helper] = await bothThere();
    await end();
    expect(await Promise.all([learner.closed, helper.closed])).toEqual([TEXT_CLOSE.ended, TEXT_CLOSE.ended]);
  });

  it("is parted when the teacher takes the learner out of the room", async () => {
    const [learner, helper] = await bothThere();
    await ask(test, teacher, "DELETE", `/api/rooms/${room.id}/learners/${ana.id}`);
    expect(await Promise.all([learner.closed, helper.closed])).toEqual([TEXT_CLOSE.ended, TEXT_CLOSE.ended]);
  });
});
