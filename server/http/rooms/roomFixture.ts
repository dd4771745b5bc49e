import type { Joined, Learner, Room, RoomSettings } from "#contract/room.ts";
import type { TestApp } from "../testApp.ts";

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Browser {
  cookie: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A browser at the machine itself that was never here. */
export const newBrowser = (headers: Readonly<Record<string, string>> = {}): Browser => ({ cookie: "", headers });

/** Sends a request as a browser does: cookies that are set come along with the next one. */
export async function ask(test: TestApp, browser: Browser, method: Method, url: string, payload?: object) {
  const answer = await test.app.inject({
    method,
    url,
    headers: { host: "localhost", ...(browser.cookie !== "" && { cookie: browser.cookie }), ...browser.headers },
    ...(payload !== undefined && { payload }),
  });
  for (const line of [answer.headers["set-cookie"] ?? []].flat()) keepCookie(browser, line);
  return answer;
}

function keepCookie(browser: Browser, line: string): void {
  const [pair = ""] = line.split(";");
  const name = `${pair.split("=")[0]}=`;
  const others = browser.cookie.split("; ").filter((one) => one !== "" && !one.startsWith(name));
  browser.cookie = [...others, ...(line.includes("Max-Age=0") ? [] : [pair])].join("; ");
}

export const settings = (more: Partial<RoomSettings> = {}): RoomSettings => ({
  name: "Class",
  start: { kind: "empty" },
  learners: 30,
  endsAt: Date.now() + 3_600_000,
  keepDays: 0,
  ...more,
});

export async function openRoom(test: TestApp, teacher: Browser, more: Partial<RoomSettings> = {}): Promise<Room> {
  return (await ask(test, teacher, "POST", "/api/rooms", settings(more))).json();
}

export interface JoinedBrowser extends Browser {
  readonly id: string;
  readonly workspace: string;
}

export async function join(test: TestApp, code: string, name: string): Promise<JoinedBrowser> {
  const browser = newBrowser();
  const joined: Joined = (await ask(test, browser, "POST", "/api/join", { code, name })).json();
  const { me } = (await ask(test, browser, "GET", "/api/room")).json();
  return Object.assign(browser, { id: String(me.id), workspace: joined.workspace ?? "" });
}

/** The class as the teacher's page gets it first. */
export async function classOf(test: TestApp, room: string): Promise<Learner[]> {
  const rooms = test.services.rooms;
  if (rooms === undefined) throw new Error("the test has no rooms");
  for await (const event of rooms.classEvents(room, new AbortController().signal)) {
    if (event.type === "class") return event.learners;
  }
  return [];
}
