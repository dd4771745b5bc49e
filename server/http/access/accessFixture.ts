import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Room } from "#contract/room.ts";
import { newImage, putLayer } from "#server/oci/store/storeFixture.ts";
import { TINY_LESSON } from "../lessons/lessonFixture.ts";
import { ask, type Browser, type JoinedBrowser, join, newBrowser, openRoom } from "../rooms/roomFixture.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

/** What is in everything that Ada has, and in nothing else; those who attack know the names and the IDs. */
export const SECRET = "secret-of-ada";

const NAME = "adas";

export type Role =
  | "the learner"
  | "a learner of the room"
  | "a learner of another room"
  | "a learner whose room has ended"
  | "a teacher of the room"
  | "a teacher of another room"
  | "a stranger";

/** A server with two rooms that are open and one that has ended, and Ada in one of them with one of each thing. */
export interface School {
  readonly test: TestApp;
  /** The listening server. */
  readonly url: string;
  readonly room: Room;
  readonly ada: JoinedBrowser;
  /** A learner in another room of the same teacher. */
  readonly otherMember: string;
  readonly browsers: Readonly<Record<Role, Browser>>;
  /** By the names of parameters. */
  readonly ids: Readonly<Record<string, string>>;
  /** Methods and patterns. */
  readonly routes: readonly string[];
}

export async function openSchool(): Promise<School> {
  const routes: string[] = [];
  const page = mkdtempSync(path.join(tmpdir(), "strata-page-"));
  writeFileSync(path.join(page, "index.html"), "<title>Strata</title>");
  const test = await createTestApp({
    separate: true,
    rooms: true,
    page,
    onRoute: ({ method, url }) => routes.push(...[method].flat().map((one) => `${one} ${url}`)),
  });
  const [teacher, other] = [newBrowser(), newBrowser()];
  for (const browser of [teacher, other]) await ask(test, browser, "GET", "/api/me");
  const room = await openRoom(test, teacher);
  const ada = await join(test, room.code, "Ada");
  const { id: otherMember } = await join(test, (await openRoom(test, teacher)).code, "Eve");
  const ended = await openRoom(test, other, { keepDays: 1 });
  const late = await join(test, ended.code, "Dan");
  const browsers = {
    "the learner": ada,
    "a learner of the room": await join(test, room.code, "Bob"),
    "a learner of another room": await join(test, (await openRoom(test, other)).code, "Cy"),
    "a learner whose room has ended": late,
    "a teacher of the room": teacher,
    "a teacher of another room": other,
    "a stranger": newBrowser(),
  };
  const ids = { ...(await giveOneOfEach(test, ada, teacher, room)), room: room.id, member: ada.id, code: room.code };
  await ask(test, other, "DELETE", `/api/rooms/${ended.id}`);
  const url = await test.app.listen({ host: "127.0.0.1", port: 0 });
  return { test, url, room, ada, otherMember, browsers, ids, routes };
}

/** A lesson that only Ada tries, and a workspace in which she takes it. */
async function tryLesson(test: TestApp, ada: JoinedBrowser) {
  const files = Object.entries(TINY_LESSON).map(([file, text]) => ({
    path: file,
    text: text.replace("A lesson for tests", SECRET),
  }));
  const { digest } = (await ask(test, ada, "POST", "/api/contexts", { files })).json();
  const { id } = (await ask(test, ada, "POST", "/api/lessons", { context: digest })).json();
  const { workspace } = (await ask(test, ada, "POST", `/api/lessons/${id}/start`)).json();
  return { lesson: String(id), lessonWorkspace: String(workspace) };
}

async function giveOneOfEach(test: TestApp, ada: JoinedBrowser, teacher: Browser, room: Room) {
  const { owner } = test.services.rooms?.members.byId(ada.id) ?? { owner: "" };
  const { images, blobs, containers, workspaces } = test.services;
  const stored = blobs.put(`${SECRET} bytes`);
  workspaces.noteSent(owner, stored);
  const text = { path: "Dockerfile", kind: "text", mode: 0o644, text: `FROM ${SECRET}`, size: 10 };
  const file = { path: "f", kind: "blob", mode: 0o644, blob: stored, size: 10 };
  const settings = { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" };
  const put = (files: object[]) => {
    const url = `/api/workspaces/${ada.workspace}`;
    const payload = { name: SECRET, files, settings };
    return test.app.inject({
      method: "PUT",
      url,
      headers: { host: "localhost", cookie: ada.cookie, "if-match": "*" },
      payload,
    });
  };
  await put([text]);
  await put([text, file]);
  const { versions } = (await ask(test, ada, "GET", `/api/workspaces/${ada.workspace}/versions`)).json();
  const { id: build } = (await ask(test, ada, "POST", "/api/builds", { dockerfileText: `FROM ${SECRET}` })).json();
  images.put({ ...newImage([putLayer(blobs, { secret: SECRET })], [NAME]), workspace: owner });
  const container = await containers.create(owner, { image: NAME, name: NAME, env: [`A=${SECRET}`] });
  await containers.start(owner, container.id);
  await containers.createVolume(owner, NAME, { about: SECRET });
  await ask(test, teacher, "POST", `/api/rooms/${room.id}/sends`, {
    to: { members: [ada.id] },
    what: { kind: "message", text: SECRET },
  });
  const { notes } = (await ask(test, ada, "GET", "/api/room")).json();
  const { id: share } = (await ask(test, ada, "POST", "/api/shares", { workspace: ada.workspace })).json();
  const { lesson, lessonWorkspace } = await tryLesson(test, ada);
  return {
    share: String(share),
    lesson,
    lessonWorkspace,
    path: "stack.svg",
    id: ada.workspace,
    build,
    version: String(versions[0]?.version),
    digest: stored,
    step: "0.0",
    layer: "0",
    image: NAME,
    container: NAME,
    volume: NAME,
    note: String(notes[0]?.id),
  };
}
