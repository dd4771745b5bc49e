import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestApp, type TestApp } from "../testApp.ts";
import { ask, type Browser, classOf, join, newBrowser, openRoom, settings } from "./roomFixture.ts";

let test: TestApp;
let teacher: Browser;

beforeEach(async () => {
  test = await createTestApp({ separate: true, rooms: true });
  teacher = newBrowser();
  await ask(test, teacher, "GET", "/api/me");
});
afterEach(() => test.close());

describe("who may teach", () => {
  it("a person at the machine itself may, and gets a room with a code", async () => {
    expect((await ask(test, teacher, "GET", "/api/me")).json()).toEqual({
      rooms: "on",
      mayTeach: true,
      teacherWord: false,
    });
    const answer = await ask(test, teacher, "POST", "/api/rooms", settings());
    expect(answer.statusCode).toBe(201);
    expect(answer.json().code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
    expect((await ask(test, teacher, "GET", "/api/rooms")).json().rooms).toEqual([answer.json()]);
  });

  it.each([
    { "x-forwarded-for": "192.0.2.1" },
    { forwarded: "for=192.0.2.1" },
    { "x-forwarded-proto": "https" },
    { host: "strata.example" },
  ])("a person elsewhere may not: %j", async (headers) => {
    const elsewhere = newBrowser(headers);
    expect((await ask(test, elsewhere, "GET", "/api/me")).json()).toMatchObject({
      mayTeach: false,
      mayNot: "other-machine",
    });
    expect((await ask(test, elsewhere, "POST", "/api/rooms", settings())).json().code).toBe("room/role");
  });

  it("without rooms, nobody may, and every route says so", async () => {
    const off = await createTestApp();
    expect((await ask(off, teacher, "GET", "/api/me")).json()).toMatchObject({ rooms: "off", mayTeach: false });
    for (const url of ["/api/rooms", "/api/room", "/api/join/ABCDEFGH"]) {
      expect((await ask(off, teacher, "GET", url)).json().code).toBe("room/off");
    }
    await off.close();
  });
});

describe("a word that the operator gave teachers", () => {
  it("opens rooms from anywhere, and nothing opens one without it", async () => {
    const withWord = await createTestApp({ separate: true, rooms: true, teacherWord: "chalk" });
    const elsewhere = newBrowser({ "x-forwarded-for": "192.0.2.1" });
    expect((await ask(withWord, elsewhere, "GET", "/api/me")).json()).toMatchObject({
      mayTeach: true,
      teacherWord: true,
    });
    for (const word of [undefined, "", "cheese"]) {
      const answer = await ask(withWord, elsewhere, "POST", "/api/rooms", { ...settings(), word });
      expect([answer.statusCode, answer.json().code]).toEqual([403, "room/word"]);
    }
    const opened = await ask(withWord, elsewhere, "POST", "/api/rooms", { ...settings(), word: "chalk" });
    expect(opened.statusCode).toBe(201);
    await withWord.close();
  });
});

describe("joining", () => {
  it("greets who has the code, and lets them in by a name", async () => {
    const room = await openRoom(test, teacher, { name: "Monday" });
    const ada = newBrowser();
    expect((await ask(test, ada, "GET", `/api/join/${room.code.toLowerCase()}`)).json()).toEqual({
      name: "Monday",
      endsAt: room.endsAt,
      keepDays: 0,
    });
    const joined = await ask(test, ada, "POST", "/api/join", { code: room.code, name: "Ada" });
    expect(joined.json()).toEqual({ role: "learner", room: room.id, workspace: expect.any(String) });
    expect(String(joined.headers["set-cookie"])).toMatch(
      /^strata-member=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=3[56]\d\d$/,
    );
    expect((await ask(test, ada, "GET", "/api/me")).json()).toMatchObject({
      mayTeach: false,
      mayNot: "learner",
      learner: { room: room.id, name: "Ada" },
    });
    const { workspaces } = (await ask(test, ada, "GET", "/api/workspaces")).json();
    expect(workspaces.map(({ id }: { id: string }) => id)).toEqual([joined.json().workspace]);
  });

  it("starts learners with a copy of the teacher's workspace as it was", async () => {
    const file = { path: "Dockerfile", kind: "text", mode: 0o644, text: "FROM busybox", size: 12 };
    const content = {
      name: "mine",
      files: [file],
      settings: { dockerfile: "Dockerfile", tag: "t", target: "", buildArgs: [], platform: "" },
    };
    const { id } = (await ask(test, teacher, "POST", "/api/workspaces", content)).json();
    const room = await openRoom(test, teacher, { start: { kind: "workspace", workspace: id } });
    await ask(test, teacher, "DELETE", `/api/workspaces/${id}`);
    const ada = await join(test, room.code, "Ada");
    expect((await ask(test, ada, "GET", `/api/workspaces/${ada.workspace}`)).json()).toMatchObject(content);
  });

  it("refuses a name that is taken, a full room, and one that has ended", async () => {
    const room = await openRoom(test, teacher, { learners: 2, keepDays: 1 });
    await join(test, room.code, "Ada");
    const again = await ask(test, newBrowser(), "POST", "/api/join", { code: room.code, name: " ada " });
    expect(again.json().code).toBe("room/name-taken");
    await join(test, room.code, "Bob");
    const third = await ask(test, newBrowser(), "POST", "/api/join", { code: room.code, name: "Cy" });
    expect([third.statusCode, third.json().code]).toEqual([409, "room/full"]);
    await ask(test, teacher, "DELETE", `/api/rooms/${room.id}`);
    const late = await ask(test, newBrowser(), "POST", "/api/join", { code: room.code, name: "Cy" });
    expect([late.statusCode, late.json().code]).toEqual([410, "room/ended"]);
  });

  it("a word brings a learner back in another browser, once, and the former browser is nobody's", async () => {
    const room = await openRoom(test, teacher);
    const ada = await join(test, room.code, "Ada");
    const { word } = (await ask(test, teacher, "GET", `/api/rooms/${room.id}/learners/${ada.id}/word`)).json();
    const other = newBrowser();
    const back = await ask(test, other, "POST", "/api/join", {
      code: room.code,
      word: ` ${word.toUpperCase().replaceAll("-", " ")}`,
    });
    expect(back.json()).toEqual({ role: "learner", room: room.id, workspace: ada.workspace });
    expect((await ask(test, other, "GET", "/api/room")).json().me).toEqual({ id: ada.id, name: "Ada" });
    expect((await ask(test, ada, "GET", "/api/room")).json().code).toBe("room/not-found");
    const twice = await ask(test, newBrowser(), "POST", "/api/join", { code: room.code, word });
    expect([twice.statusCode, twice.json().code]).toEqual([403, "room/word"]);
  });

  it("the teachers' word makes a second teacher", async () => {
    const room = await openRoom(test, teacher);
    const { word } = (await ask(test, teacher, "GET", `/api/rooms/${room.id}/teachers-word`)).json();
    const second = newBrowser();
    await ask(test, second, "GET", "/api/me");
    expect((await ask(test, second, "GET", `/api/rooms/${room.id}`)).statusCode).toBe(404);
    const joined = await ask(test, second, "POST", "/api/join", { code: room.code, word });
    expect(joined.json()).toEqual({ role: "teacher", room: room.id });
    expect((await ask(test, second, "GET", `/api/rooms/${room.id}`)).json().id).toBe(room.id);
  });

  it("whoever leaves is nobody in that browser, and still in the class", async () => {
    const room = await openRoom(test, teacher);
    const ada = await join(test, room.code, "Ada");
    expect((await ask(test, ada, "DELETE", "/api/room")).statusCode).toBe(204);
    expect((await ask(test, ada, "GET", "/api/me")).json().learner).toBeUndefined();
    expect((await classOf(test, room.id)).map(({ name }) => name)).toEqual(["Ada"]);
  });
});
