import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Room } from "#contract/room.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { ask, type Browser, classOf, type JoinedBrowser, join, newBrowser, openRoom } from "./roomFixture.ts";

let test: TestApp;
let teacher: Browser;
let room: Room;

beforeEach(async () => {
  test = await createTestApp({ separate: true, rooms: true });
  teacher = newBrowser();
  await ask(test, teacher, "GET", "/api/me");
  room = await openRoom(test, teacher);
});
afterEach(() => test.close());

describe("attacks on the way into a room", () => {
  it("codes can't be tried one after the other: after 20 wrong ones, even the right one is refused", async () => {
    for (let tried = 0; tried < 20; tried += 1) {
      expect((await ask(test, newBrowser(), "GET", "/api/join/AAAAAAAA")).statusCode).toBe(404);
    }
    const right = await ask(test, newBrowser(), "POST", "/api/join", { code: room.code, name: "Eve" });
    expect([right.statusCode, right.json().code]).toEqual([429, "request/too-many"]);
  });

  it("a learner's word can't be guessed by a classmate who knows the code", async () => {
    await join(test, room.code, "Ada");
    const guess = () => ask(test, newBrowser(), "POST", "/api/join", { code: room.code, word: "a-b-c-d" });
    for (let tried = 0; tried < 20; tried += 1) expect((await guess()).json().code).toBe("room/word");
    expect((await guess()).statusCode).toBe(429);
  });

  it("a script can't go on filling a room that the teacher empties", async () => {
    const small = await openRoom(test, teacher, { learners: 2 });
    const fill = async (tried: number) => {
      const answer = await ask(test, newBrowser(), "POST", "/api/join", { code: small.code, name: `Bot ${tried}` });
      for (const { id } of await classOf(test, small.id)) {
        await ask(test, teacher, "DELETE", `/api/rooms/${small.id}/learners/${id}`);
      }
      return answer.statusCode;
    };
    for (let tried = 0; tried < 6; tried += 1) expect(await fill(tried)).toBe(200);
    expect(await fill(6)).toBe(429);
    // Another room of the same school is not concerned.
    expect((await ask(test, newBrowser(), "POST", "/api/join", { code: room.code, name: "Ada" })).statusCode).toBe(200);
  });

  it("an empty word is nobody's", async () => {
    await join(test, room.code, "Ada");
    for (const word of ["", " ", "---", "🙂"]) {
      const answer = await ask(test, newBrowser(), "POST", "/api/join", { code: room.code, word });
      expect(answer.json().code).toBe("room/word");
    }
  });

  it("a learner does not become a teacher with the teachers' word in the learner's browser", async () => {
    const ada = await join(test, room.code, "Ada");
    const { word } = (await ask(test, teacher, "GET", `/api/rooms/${room.id}/teachers-word`)).json();
    expect((await ask(test, ada, "POST", "/api/join", { code: room.code, word })).json().code).toBe("room/role");
    expect((await ask(test, ada, "GET", `/api/rooms/${room.id}`)).statusCode).toBe(403);
  });

  it("a cookie is good for its own room only, and for no one in another", async () => {
    const ada = await join(test, room.code, "Ada");
    const other = await openRoom(test, teacher);
    const bob = await join(test, other.code, "Bob");
    const stolen = { cookie: ada.cookie };
    expect((await ask(test, stolen, "GET", "/api/room")).json().room.id).toBe(room.id);
    expect((await ask(test, stolen, "GET", `/api/workspaces/${bob.workspace}`)).statusCode).toBe(404);
    await ask(test, teacher, "DELETE", `/api/rooms/${room.id}/learners/${ada.id}`);
    expect((await ask(test, stolen, "GET", "/api/room")).json().code).toBe("room/not-found");
  });

  it.each(["", "short", "A".repeat(43), `${"A".repeat(42)}=`, "../../etc/passwd"])(
    "a made-up cookie %j is no learner's, and not even the browser's former owner changes",
    async (token) => {
      const forged = { cookie: `${teacher.cookie}; strata-member=${token}` };
      expect((await ask(test, forged, "GET", "/api/me")).json().learner).toBeUndefined();
      expect((await ask(test, forged, "GET", "/api/rooms")).json().rooms).toHaveLength(1);
    },
  );

  it("a page of another site can't join, raise a hand, or end a room with somebody's cookies", async () => {
    const ada = await join(test, room.code, "Ada");
    const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    for (const [who, method, url] of [
      [ada, "PUT", "/api/room/hand"],
      [ada, "GET", "/api/room/events"],
      [teacher, "DELETE", `/api/rooms/${room.id}`],
      [teacher, "GET", `/api/rooms/${room.id}/events`],
    ] as const) {
      const lured = { ...newBrowser(foreign), cookie: who.cookie };
      expect((await ask(test, lured, method, url)).json().code).toBe("request/foreign");
    }
  });
});

describe("attacks on the event streams of a class", () => {
  it("a learner who opens all they can leaves those of the others", async () => {
    const [ada, bob] = [await join(test, room.code, "Ada"), await join(test, room.code, "Bob")];
    const url = `${await test.app.listen({ host: "127.0.0.1", port: 0 })}/api/room/events`;
    const gone = new AbortController();
    const open = async ({ cookie }: Browser) => (await fetch(url, { headers: { cookie }, signal: gone.signal })).status;
    const opened = await Promise.all(Array.from({ length: 251 }, () => open(ada)));
    expect(opened.filter((status) => status === 429)).toHaveLength(1);
    expect(await open(bob)).toBe(200);
    gone.abort();
  });
});

describe("attacks on the terminals of a class", () => {
  it("a learner who opens all they can at once, and never answers a farewell, leaves those of the others", async () => {
    const [ada, bob] = [await join(test, room.code, "Ada"), await join(test, room.code, "Bob")];
    const { port } = new URL(await test.app.listen({ host: "127.0.0.1", port: 0 }));
    const sockets: Socket[] = [];
    const open = async (learner: JoinedBrowser) => {
      const socket = connect(Number(port), "127.0.0.1");
      sockets.push(socket);
      socket.write(handshake(learner));
      const [answer]: Buffer[] = await once(socket, "data");
      return Number(answer?.toString("latin1").split(" ")[1]);
    };
    const opened = await Promise.all(Array.from({ length: 105 }, () => open(ada)));
    expect(opened.filter((status) => status === 429)).toHaveLength(5);
    expect(await open(bob)).toBe(101);
    for (const socket of sockets) socket.destroy();
  });
});

function handshake({ cookie, workspace }: JoinedBrowser): string {
  return [
    `GET /api/console?workspace=${workspace} HTTP/1.1`,
    "Host: localhost",
    `Cookie: ${cookie}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "\r\n",
  ].join("\r\n");
}

describe("attacks on a room of a server for one person", () => {
  it("whoever comes through a proxy is not the person at the machine, who has no cookie either", async () => {
    const single = await createTestApp({ rooms: true });
    const own = await openRoom(single, newBrowser());
    expect((await ask(single, newBrowser(), "GET", `/api/rooms/${own.id}`)).statusCode).toBe(200);
    for (const headers of [{ "x-forwarded-for": "192.0.2.1" }, { host: "strata.example" }]) {
      const outside = newBrowser(headers);
      expect((await ask(single, outside, "GET", `/api/rooms/${own.id}`)).statusCode).toBe(404);
      expect((await ask(single, outside, "GET", "/api/rooms")).json().rooms).toEqual([]);
    }
    await single.close();
  });

  it("a learner there has nothing of the person's", async () => {
    const single = await createTestApp({ rooms: true });
    const own = await openRoom(single, newBrowser());
    await ask(single, newBrowser(), "POST", "/api/volumes", { name: "mine" });
    const ada = await join(single, own.code, "Ada");
    expect((await ask(single, ada, "GET", "/api/volumes")).json().volumes).toEqual([]);
    expect((await ask(single, ada, "GET", "/api/workspaces/default")).statusCode).toBe(404);
    await single.close();
  });
});
