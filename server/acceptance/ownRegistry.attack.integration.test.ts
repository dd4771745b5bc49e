import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settings } from "#server/http/rooms/roomFixture.ts";
import { startPushRegistry } from "#server/oci/distribution/pushRegistryFixture.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";

let server: ServerInProcess;
/** As images name the registry. */
let registry: string;
/** Cookies. */
const teacher = "";
let ada: string;
let bob: string;

async function ask(cookie: string, method: string, path: string, json?: unknown): Promise<Response> {
  const headers = {
    ...(cookie !== "" && { cookie }),
    ...(json !== undefined && { "content-type": "application/json" }),
  };
  return await server.fetch(path, { method, headers, ...(json !== undefined && { body: JSON.stringify(json) }) });
}

/** The data of the last event of a stream. */
async function lastEvent(answer: Promise<Response>): Promise<Record<string, never>> {
  const lines = (await (await answer).text()).split("\n");
  return JSON.parse(lines.findLast((line) => line.startsWith("data:"))?.slice(5) ?? "{}");
}

const refused = (code: string) => ({ type: "failed", problem: { code } });
const pull = (cookie: string, reference: string) => lastEvent(ask(cookie, "POST", "/api/images/pull", { reference }));
const push = (cookie: string, reference: string) =>
  lastEvent(ask(cookie, "POST", `/api/images/${encodeURIComponent(reference)}/push`));

async function build(cookie: string, dockerfileText: string, ...tags: string[]) {
  const answer = await ask(cookie, "POST", "/api/builds", { dockerfileText, tags });
  const { id } = (await answer.json()) as { id: string };
  return await lastEvent(ask(cookie, "GET", `/api/builds/${id}/events`));
}

async function namesOf(cookie: string): Promise<string[]> {
  const { images } = (await (await ask(cookie, "GET", "/api/images")).json()) as { images: { tags: string[] }[] };
  return images.flatMap(({ tags }) => tags);
}

async function join(code: string, name: string): Promise<string> {
  const answer = await ask("", "POST", "/api/join", { code, name });
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

const SECRET = "FROM scratch\nENV SECRET=of-the-teacher\n";

describe.each([
  ["on a server as it is by default", {}],
  ["on a server that lets everybody reach private registries", { STRATA_REGISTRY_PRIVATE: "yes" }],
])("attacks of learners on Strata's own registry %s", (_, env) => {
  beforeAll(async () => {
    server = await startInProcess({ env: { STRATA_ROOMS: "yes", ...env } });
    registry = `localhost:${new URL(server.url).port}`;
    const room = await (await ask(teacher, "POST", "/api/rooms", settings())).json();
    const { code } = room as { code: string };
    [ada, bob] = [await join(code, "Ada"), await join(code, "Bob")];
    await build(teacher, SECRET, "secret:1");
  }, 60_000);
  afterAll(() => server.stop());

  it.each(["localhost", "127.0.0.1"])("a pull from %s does not get the teacher's image", async (host) => {
    const name = `${registry.replace("localhost", host)}/secret:1`;
    expect(await pull(ada, name)).toMatchObject(refused("registry/not-found"));
    expect(await namesOf(ada)).toEqual([]);
  });

  it("a push with the name of the teacher's image leaves that as it is, and is the learner's own", async () => {
    const name = `${registry}/secret:1`;
    await build(ada, "FROM scratch\nENV MADE=by-ada\n", name);
    expect(await push(ada, name)).toMatchObject({ type: "pushed" });
    const { config } = (await (await ask(teacher, "GET", "/api/images/secret%3A1")).json()) as Record<string, unknown>;
    expect(JSON.stringify(config)).toContain("of-the-teacher");
    expect(await namesOf(teacher)).toEqual(["secret:1"]);
    expect(await pull(ada, name)).toMatchObject({ type: "pulled" });
    expect(await pull(bob, name)).toMatchObject(refused("registry/not-found"));
  });

  it("a FROM finds the learner's own images under the registry's name, and nobody else's", async () => {
    await build(ada, "FROM scratch\nENV MADE=by-ada\n", "mine:1");
    expect(await build(ada, `FROM ${registry}/mine:1\n`)).toMatchObject({ state: "done" });
    for (const name of ["mine:1", "secret:1"]) {
      const end = await build(bob, `FROM ${registry}/${name}\n`);
      expect(end).toMatchObject({ state: "failed", problem: { code: "registry/not-found" } });
    }
  });

  it("what the teacher pulled from it is not in reach of a learner's FROM", async () => {
    expect(await pull(teacher, `${registry}/secret:1`)).toMatchObject({ type: "pulled" });
    const end = await build(bob, `FROM ${registry}/secret:1\n`);
    expect(end).toMatchObject({ state: "failed", problem: { code: "registry/not-found" } });
  });

  it("a login at it shows nothing of the teacher's", async () => {
    const login = { registry, username: "bob", password: "x" };
    await ask(bob, "POST", "/api/logins", login);
    expect(await pull(bob, `${registry}/secret:1`)).toMatchObject(refused("registry/not-found"));
  });
});

describe("attacks of learners on registries of the machine that the server is on", () => {
  beforeAll(async () => {
    server = await startInProcess({ env: { STRATA_ROOMS: "yes" } });
    const room = await (await ask(teacher, "POST", "/api/rooms", settings())).json();
    ada = await join((room as { code: string }).code, "Ada");
  }, 60_000);
  afterAll(() => server.stop());

  it("none is asked, though the person at the machine may use it", async () => {
    const other = await startPushRegistry();
    const name = `${other.host}/app:1`;
    for (const cookie of [ada, teacher]) await build(cookie, "FROM scratch\nENV A=1\n", name);
    for (const attempt of [pull, push]) {
      const end = await attempt(ada, name);
      expect(end).toMatchObject(refused("registry/unreachable"));
    }
    expect(other.seen).toEqual([]);
    expect(await push(teacher, name)).toMatchObject({ type: "pushed" });
  });
});
