import { afterEach, beforeEach, expect, it } from "vitest";
import type { ClassEvent, MyRoomEvent } from "#contract/room.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { ask, type Browser, type JoinedBrowser, join, newBrowser, openRoom } from "./roomFixture.ts";

let test: TestApp;
let teacher: Browser;

beforeEach(async () => {
  test = await createTestApp({ separate: true, rooms: true });
  teacher = newBrowser();
  await ask(test, teacher, "GET", "/api/me");
});
afterEach(() => test.close());

/** What a teacher's page gets first, as after a reload. */
async function opened(room: string): Promise<Extract<ClassEvent, { type: "class" }> | undefined> {
  for await (const event of test.services.rooms?.classEvents(room, new AbortController().signal) ?? []) {
    if (event.type === "class") return event;
  }
  return undefined;
}

it("the last message to everybody stays on the projector until it is taken off, and learners have it as a note", async () => {
  const { id, code } = await openRoom(test, teacher);
  const ada = await join(test, code, "Ada");
  const send = (to: unknown, text: string) =>
    ask(test, teacher, "POST", `/api/rooms/${id}/sends`, { to, what: { kind: "message", text } });
  await send("all", "Break until ten");
  await send({ members: [ada.id] }, "Well done");
  expect((await opened(id))?.message).toBe("Break until ten");

  const mine = (await ask(test, ada, "GET", "/api/room")).json();
  expect(mine.notes.map(({ what }: { what: { text: string } }) => what.text)).toEqual(["Break until ten", "Well done"]);
  expect(mine).not.toHaveProperty("message");

  await ask(test, teacher, "PUT", `/api/rooms/${id}/timer`, { endsAt: Date.now() + 60_000 });
  expect((await ask(test, teacher, "DELETE", `/api/rooms/${id}/message`)).statusCode).toBe(204);
  expect(await opened(id)).toMatchObject({ timer: expect.anything() });
  expect(await opened(id)).not.toHaveProperty("message");
});

it("a message to everybody is on the projector even if nobody is here yet", async () => {
  const { id } = await openRoom(test, teacher);
  await ask(test, teacher, "POST", `/api/rooms/${id}/sends`, { to: "all", what: { kind: "message", text: "Welcome" } });
  expect((await opened(id))?.message).toBe("Welcome");
});

it("a teacher's browser knows its open rooms, the newest first, and where their learners are asked to look", async () => {
  const first = await openRoom(test, teacher, { name: "First" });
  const second = await openRoom(test, teacher, { name: "Second" });
  await ask(test, teacher, "PUT", `/api/rooms/${first.id}/look`, { line: 3, link: "0.1" });
  const teaches = async (who: Browser) => (await ask(test, who, "GET", "/api/me")).json().teaches;
  expect(await teaches(teacher)).toEqual([
    { room: second.id, name: "Second" },
    { room: first.id, name: "First", look: { line: 3, link: "0.1" } },
  ]);
  await ask(test, teacher, "DELETE", `/api/rooms/${second.id}`);
  expect(await teaches(teacher)).toMatchObject([{ name: "First" }]);
  expect(await teaches(newBrowser())).toBeUndefined();
  expect(await teaches(await join(test, first.code, "Ada"))).toBeUndefined();
});

/** The last thing that a learner's page hears of the room. */
async function lastHeard({ id }: JoinedBrowser): Promise<MyRoomEvent | undefined> {
  const rooms = test.services.rooms;
  const member = rooms?.members.byId(id);
  if (!rooms || !member) throw new Error("not in a room");
  let last: MyRoomEvent | undefined;
  for await (const event of rooms.learning.events(member, new AbortController().signal)) last = event;
  return last;
}

it("a learner who is removed hears that the room goes on without them, all others that it has ended", async () => {
  const { id, code } = await openRoom(test, teacher);
  const ada = await join(test, code, "Ada");
  const bob = await join(test, code, "Bob");
  const ofAda = lastHeard(ada);
  const ofBob = lastHeard(bob);
  await ask(test, teacher, "DELETE", `/api/rooms/${id}/learners/${ada.id}`);
  expect(await ofAda).toEqual({ type: "ended", removed: true });
  await ask(test, teacher, "DELETE", `/api/rooms/${id}`);
  expect(await ofBob).toEqual({ type: "ended" });
});
