import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Room } from "#contract/room.ts";
import { TINY_LESSON, writeLessons } from "../lessons/lessonFixture.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { ask, classOf, type JoinedBrowser, join, newBrowser, openRoom } from "./roomFixture.ts";

let test: TestApp;
let folder: string;
let room: Room;
let ada: JoinedBrowser;
const teacher = newBrowser();

beforeAll(async () => {
  folder = writeLessons({ tiny: TINY_LESSON });
  test = await createTestApp({ separate: true, rooms: true, lessonFolders: [folder] });
  await ask(test, teacher, "GET", "/api/me");
  room = await openRoom(test, teacher, { start: { kind: "lesson", lesson: "tiny" } });
  ada = await join(test, room.code, "Ada");
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true });
});

const sendToGoal = async (goal: string) => {
  const what = { kind: "hint", text: "FROM is the first instruction.", goal };
  return (await ask(test, teacher, "POST", `/api/rooms/${room.id}/sends`, { to: { goal }, what })).json();
};

it("no room starts with a lesson that does not exist", async () => {
  const start = { kind: "lesson", lesson: "missing" };
  const answer = await ask(test, teacher, "POST", "/api/rooms", { ...room, start });
  expect(answer.json().code).toBe("lesson/not-found");
});

it("learners see its title before they join, and start it in a workspace of their own", async () => {
  expect((await ask(test, newBrowser(), "GET", `/api/join/${room.code}`)).json().lesson).toBe("Tiny");
  const progress = (await ask(test, ada, "GET", `/api/workspaces/${ada.workspace}/lesson`)).json();
  expect(progress).toMatchObject({ lesson: "tiny", step: -1 });
  expect(await classOf(test, room.id)).toMatchObject([{ name: "Ada", step: -1, goals: {} }]);
});

it("a hint to who is at a goal reaches them until they have reached it", async () => {
  await ask(test, ada, "POST", `/api/workspaces/${ada.workspace}/lesson/move`, { step: 0 });
  await ask(test, ada, "POST", `/api/workspaces/${ada.workspace}/lesson/check`);
  expect((await classOf(test, room.id))[0]).toMatchObject({ step: 0 });
  expect(await sendToGoal("0/base")).toEqual({ learners: 1 });
  expect(await sendToGoal("1/page")).toEqual({ learners: 0 });
  const file = { path: "Dockerfile", kind: "text", mode: 0o644, text: "FROM busybox\n", size: 13 };
  const settings = { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" };
  await test.app.inject({
    method: "PUT",
    url: `/api/workspaces/${ada.workspace}`,
    headers: { host: "localhost", cookie: ada.cookie, "if-match": "*" },
    payload: { name: "tiny", files: [file], settings },
  });
  await ask(test, ada, "POST", `/api/workspaces/${ada.workspace}/lesson/check`);
  expect((await classOf(test, room.id))[0]?.goals).toEqual({ "0/base": "passed" });
  expect(await sendToGoal("0/base")).toEqual({ learners: 0 });
});
