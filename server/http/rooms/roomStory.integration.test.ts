import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClassEvent, Learner, MyRoom, Room } from "#contract/room.ts";
import { asLearner } from "#contract/routes.ts";
import { type ServerInProcess, startInProcess } from "#server/acceptance/serverInProcess.ts";
import { digestOf } from "#server/oci/store/digest.ts";

let server: ServerInProcess;
let data: string;
let room: Room;

interface Browser {
  cookie: string;
  workspace: string;
  id: string;
}

const teacher: Browser = { cookie: "", workspace: "", id: "" };
const learners = new Map<string, Browser>();
const learner = (name: string): Browser => learners.get(name) ?? { cookie: "", workspace: "", id: "" };

async function ask(browser: Browser, method: string, path: string, json?: unknown, headers = {}): Promise<Response> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      ...(browser.cookie !== "" && { cookie: browser.cookie }),
      ...(json !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  for (const line of response.headers.getSetCookie()) browser.cookie = line.split(";")[0] ?? "";
  return response;
}

/** Of the answers, what the tests look at. */
interface Answer extends Partial<MyRoom> {
  readonly code?: string;
  readonly rooms?: readonly Room[];
  readonly learner?: { readonly ended?: boolean };
  readonly learners?: unknown;
  readonly builds?: readonly { readonly id: string; readonly state: string }[];
}

const json = async <T = Answer>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;

/** The first event of a stream that is looked for, or what it is once it is. */
async function until<T>(browser: Browser, path: string, find: (event: never) => T | undefined): Promise<T> {
  const abort = new AbortController();
  const response = await fetch(`${server.url}${path}`, { headers: { cookie: browser.cookie }, signal: abort.signal });
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const lines = text.split("\n\n");
    text = lines.pop() ?? "";
    for (const line of lines.filter((one) => one.startsWith("data: "))) {
      const found = find(JSON.parse(line.slice(6)) as never);
      if (found !== undefined) {
        abort.abort();
        return found;
      }
    }
  }
  throw new Error(`${path} ended without it`);
}

const classUntil = (is: (learners: Map<string, Learner>) => boolean): Promise<Map<string, Learner>> => {
  const known = new Map<string, Learner>();
  return until(teacher, `/api/rooms/${room.id}/events`, (event: ClassEvent) => {
    if (event.type === "class") for (const one of event.learners) known.set(one.name, one);
    if (event.type === "learner") known.set(event.learner.name, event.learner);
    return is(known) ? known : undefined;
  });
};

const mineUntil = (name: string, is: (mine: MyRoom) => boolean): Promise<MyRoom> =>
  until(learner(name), "/api/room/events", (event: { readonly type: string; readonly mine: MyRoom }) =>
    event.type === "room" && is(event.mine) ? event.mine : undefined,
  );

const build = (browser: Browser, dockerfileText: string) =>
  ask(browser, "POST", "/api/builds", { dockerfileText, tags: ["mine"], workspace: browser.workspace });

const content = (name: string, file: object) => ({
  name,
  files: [file],
  settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
});

/** Rows that a database of the data folder has about an owner. */
function countOf(file: string, table: string, column: string, owner: string): number {
  const db = new DatabaseSync(join(data, file), { readOnly: true });
  const row = db.prepare(`SELECT count(*) AS rows FROM ${table} WHERE ${column} = ?`).get(owner);
  db.close();
  return Number(row?.rows);
}

function ownerOf({ id }: Browser): string {
  const db = new DatabaseSync(join(data, "rooms.db"), { readOnly: true });
  const row = db.prepare("SELECT owner FROM members WHERE id = ?").get(id);
  db.close();
  return String(row?.owner);
}

/** What the server has of an owner. */
const thingsOf = (owner: string) => ({
  workspaces: countOf("workspaces.db", "workspace_entries", "owner", owner),
  images: countOf("images.db", "images", "workspace", owner),
  builds: countOf("builds.db", "builds", "finished < 2 AND workspace", owner),
  names: countOf("rooms.db", "members", "owner", owner),
});

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "strata-room-"));
  server = await startInProcess({ env: { STRATA_SEPARATE: "yes" }, data });
  await ask(teacher, "GET", "/api/me");
});
afterAll(async () => {
  await server.stop();
  rmSync(data, { recursive: true });
});

describe("a class", () => {
  it("is opened, and three learners join", async () => {
    room = await json<Room>(
      ask(teacher, "POST", "/api/rooms", {
        name: "Monday",
        start: { kind: "empty" },
        learners: 3,
        endsAt: Date.now() + 3_600_000,
        keepDays: 1,
      }),
    );
    for (const name of ["Ada", "Bob", "Cy"]) {
      const browser: Browser = { cookie: "", workspace: "", id: "" };
      browser.workspace = (await json(ask(browser, "POST", "/api/join", { code: room.code, name }))).workspace ?? "";
      browser.id = (await json(ask(browser, "GET", "/api/room"))).me?.id ?? "";
      learners.set(name, browser);
      await ask(browser, "POST", "/api/room/presence", { doing: "editing", path: "Dockerfile", line: 1 });
    }
    const seen = await classUntil((all) => [...all.values()].every(({ state }) => state === "editing"));
    expect([...seen.values()].map(({ name, workspace, at }) => [name, workspace, at])).toEqual(
      [...learners].map(([name, { workspace }]) => [name, workspace, { path: "Dockerfile", line: 1 }]),
    );
  });

  it("shows whose build failed, by the code of its problem, and who built", async () => {
    await build(learner("Ada"), "FROM busybox\nCOPY missing /\n");
    await build(learner("Bob"), "FROM busybox\nENV a=b\n");
    const seen = await classUntil((all) => all.get("Ada")?.state === "failed" && all.get("Bob")?.state === "done");
    expect(seen.get("Ada")).toMatchObject({
      problem: { code: "build/source-missing" },
      stuckSince: expect.any(Number),
    });
    expect(seen.get("Bob")?.problem).toBeUndefined();
    expect(seen.get("Cy")?.state).toBe("editing");
  });

  it("lets the teacher look over a shoulder", async () => {
    const { builds = [] } = await json(ask(teacher, "GET", asLearner(learner("Ada").id, "/api/builds")));
    expect(builds.map(({ state }) => state)).toEqual(["failed"]);
    const log = await ask(teacher, "GET", asLearner(learner("Ada").id, `/api/builds/${builds[0]?.id}/events`));
    expect(await log.text()).toContain("build/source-missing");
  });

  it("gets a hint to one, who puts it away", async () => {
    const sent = await json(
      ask(teacher, "POST", `/api/rooms/${room.id}/sends`, {
        to: { members: [learner("Ada").id] },
        what: { kind: "hint", text: "Look at the name of the file." },
      }),
    );
    expect(sent).toEqual({ learners: 1 });
    const [note] = (await mineUntil("Ada", ({ notes }) => notes.length > 0)).notes;
    expect(note).toMatchObject({ from: "Monday", what: { kind: "hint" } });
    expect((await json(ask(learner("Bob"), "GET", "/api/room"))).notes).toEqual([]);
    expect((await ask(learner("Bob"), "DELETE", `/api/room/notes/${note?.id}`)).status).toBe(404);
    expect((await ask(learner("Ada"), "DELETE", `/api/room/notes/${note?.id}`)).status).toBe(204);
    expect((await json(ask(learner("Ada"), "GET", "/api/room"))).notes).toEqual([]);
  });

  it("sends files with bytes that the teacher uploaded, which each may then use, and no other bytes", async () => {
    const bytes = "bytes of the teacher";
    const blob = digestOf(bytes);
    const file = { path: "a.bin", kind: "blob", mode: 0o644, size: bytes.length, blob };
    const what = { kind: "files", name: "Solution", files: [file] };
    const send = () => json(ask(teacher, "POST", `/api/rooms/${room.id}/sends`, { to: "all", what }));
    expect((await send()).code).toBe("blob/not-found");
    await fetch(`${server.url}/api/blobs/${blob}`, { method: "PUT", headers: { cookie: teacher.cookie }, body: bytes });
    const cy = learner("Cy");
    const save = () => ask(cy, "PUT", `/api/workspaces/${cy.workspace}`, content("t", file), { "if-match": "*" });
    expect((await save()).status).toBe(404);
    expect(await send()).toEqual({ learners: 3 });
    expect((await mineUntil("Cy", (mine) => mine.notes.length > 0)).notes[0]?.what).toEqual(what);
    expect((await save()).status).toBe(200);
  });

  it("has a queue of hands", async () => {
    for (const name of ["Bob", "Ada"]) await ask(learner(name), "PUT", "/api/room/hand");
    expect((await mineUntil("Ada", ({ hand }) => hand !== undefined)).hand).toBe(2);
    const second = mineUntil("Ada", ({ hand }) => hand === 1);
    await ask(teacher, "DELETE", `/api/rooms/${room.id}/learners/${learner("Bob").id}/hand`);
    await second;
    expect((await json(ask(learner("Bob"), "GET", "/api/room"))).hand).toBeUndefined();
  });

  it("looks where the teacher says, and sees the timer", async () => {
    const look = { path: "Dockerfile", line: 2, link: "layer-1" };
    const timer = { endsAt: Date.now() + 60_000, title: "Exercise 1" };
    await ask(teacher, "PUT", `/api/rooms/${room.id}/look`, look);
    await ask(teacher, "PUT", `/api/rooms/${room.id}/timer`, timer);
    expect(await mineUntil("Cy", (mine) => mine.timer !== undefined)).toMatchObject({ look, timer });
    await ask(teacher, "DELETE", `/api/rooms/${room.id}/look`);
    expect((await json(ask(learner("Cy"), "GET", "/api/room"))).look).toBeUndefined();
  });

  it("lets a teacher help who agrees, until either ends it", async () => {
    const url = `/api/rooms/${room.id}/learners/${learner("Ada").id}/help`;
    expect((await ask(learner("Ada"), "POST", "/api/room/help", { accept: true })).status).toBe(403);
    await ask(teacher, "POST", url);
    expect((await mineUntil("Ada", ({ help }) => help !== undefined)).help).toBe("asked");
    await ask(learner("Ada"), "POST", "/api/room/help", { accept: true });
    await classUntil((all) => all.get("Ada")?.help === "accepted");
    await ask(teacher, "DELETE", url);
    expect((await json(ask(learner("Ada"), "GET", "/api/room"))).help).toBeUndefined();
  });

  it("has results as a table", async () => {
    const table = await ask(teacher, "GET", `/api/rooms/${room.id}/results?format=csv`);
    expect(table.headers.get("content-type")).toContain("text/csv");
    const rows = (await table.text()).split("\r\n").map((line) => line.split(","));
    expect(rows.slice(1, 4).map(([name, , , , builds, failed]) => [name, builds, failed])).toEqual([
      ["Ada", "1", "1"],
      ["Bob", "1", "0"],
      ["Cy", "0", "0"],
    ]);
  });

  it("takes work home: files and the newest image, the learner and the teacher alike", async () => {
    const file = { path: "src/app.sh", kind: "text", mode: 0o755, text: "echo hi\n", size: 8 };
    const bob = learner("Bob");
    await ask(bob, "PUT", `/api/workspaces/${bob.workspace}`, content("My app", file), { "if-match": "*" });
    for (const [who, path] of [
      [bob, "/api/room/home"],
      [teacher, `/api/rooms/${room.id}/learners/${bob.id}/home`],
    ] as const) {
      const answer = await ask(who, "GET", path);
      expect(answer.headers.get("content-disposition")).toBe('attachment; filename="Bob.zip"');
      const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
      expect(Object.keys(files)).toEqual(["README.txt", "My-app/src/app.sh", "image.tar"]);
      expect(Buffer.from(files["My-app/src/app.sh"] ?? []).toString()).toBe("echo hi\n");
      expect(Buffer.from(files["image.tar"] ?? []).includes("oci-layout")).toBe(true);
    }
  });
});

describe("its end", () => {
  it("is told to all, stops what goes on, and leaves the work to be taken home", async () => {
    const ada = learner("Ada");
    const listens = Promise.withResolvers<void>();
    const ended = until(ada, "/api/room/events", ({ type }: { type: string }) => {
      listens.resolve();
      return type === "ended" ? true : undefined;
    });
    await listens.promise;
    expect((await ask(teacher, "DELETE", `/api/rooms/${room.id}`)).status).toBe(204);
    expect(await ended).toBe(true);
    for (const path of ["/api/workspaces", "/api/builds", "/api/images", "/api/room/events"]) {
      const answer = await ask(ada, "GET", path);
      expect([answer.status, (await json(Promise.resolve(answer))).code]).toEqual([410, "room/ended"]);
    }
    expect((await json(ask(ada, "GET", "/api/me"))).learner?.ended).toBe(true);
    expect((await ask(learner("Bob"), "GET", "/api/room/home")).status).toBe(200);
    expect((await json(ask(teacher, "GET", `/api/rooms/${room.id}/results`))).learners).toHaveLength(3);
  });

  it("removes everything when the teacher says so: names, files, builds, and images", async () => {
    const bob = learner("Bob");
    const owner = ownerOf(bob);
    expect(thingsOf(owner)).toEqual({ workspaces: 1, images: 1, builds: 1, names: 1 });
    expect((await ask(teacher, "DELETE", `/api/rooms/${room.id}`)).status).toBe(204);
    expect(thingsOf(owner)).toEqual({ workspaces: 0, images: 0, builds: 0, names: 0 });
    expect((await json(ask(teacher, "GET", "/api/rooms"))).rooms).toEqual([]);
    expect((await json(ask(bob, "GET", "/api/me"))).learner).toBeUndefined();
  });
});
