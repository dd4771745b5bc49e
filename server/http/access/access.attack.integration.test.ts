import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asLearner } from "#contract/routes.ts";
import { handshake } from "../base/handshakeFixture.ts";
import { openSchool, type Role, type School, SECRET } from "./accessFixture.ts";
import { ACCESS, type Access } from "./accessTable.ts";

let school: School;
beforeAll(async () => {
  school = await openSchool();
}, 60_000);
afterAll(() => school.test.close());

/** Names of parameters that stand for several kinds of things. */
function parameter(url: string, name: string): string {
  if (name === "ref") return url.startsWith("/api/containers") ? "container" : "image";
  if (name === "id" && url.startsWith("/api/shares")) return "share";
  if (name === "id" && url.includes("/lesson")) return "lessonWorkspace";
  if (name === "id" && url.startsWith("/api/builds")) return "build";
  return name === "name" ? "volume" : name;
}

/** The route with Ada's IDs in it. */
function urlOf(pattern: string, query = ""): string {
  const fill = (text: string) =>
    text.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(school.ids[parameter(pattern, name)] ?? "none"));
  return `${fill(pattern).replace("*", "")}${query === "" ? "" : `?${fill(query)}`}`;
}

interface Answered {
  readonly status: number;
  readonly code: string | undefined;
  /** Of a stream that does not end, nothing. */
  readonly text: string;
}

async function ask(role: Role, method: string, url: string, body?: unknown): Promise<Answered> {
  const { cookie } = school.browsers[role];
  const response = await fetch(`${school.url}${url}`, {
    method,
    headers: {
      ...(cookie !== "" && { cookie }),
      "if-match": "*",
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const type = response.headers.get("content-type") ?? "";
  const isStream = method === "GET" && type.startsWith("text/event-stream");
  if (isStream) await response.body?.cancel();
  const text = isStream ? "" : await response.text();
  const problem = type.startsWith("application/problem+json");
  return { status: response.status, code: problem && text !== "" ? JSON.parse(text).code : undefined, text };
}

/** How a real handshake of somebody is answered. */
function opening(role: Role, path: string): Promise<"open" | number> {
  const { cookie } = school.browsers[role];
  return handshake(school.url.replace("http", "ws") + path, cookie === "" ? {} : { cookie });
}

const LEARNERS: readonly Role[] = ["the learner", "a learner of the room", "a learner of another room"];
const OUTSIDERS: readonly Role[] = [
  "a learner of the room",
  "a learner of another room",
  "a teacher of the room",
  "a teacher of another room",
  "a stranger",
];
const ENDED: Role = "a learner whose room has ended";

const lines = Object.entries(ACCESS).flatMap(([route, access]) => {
  const [method = "", pattern = ""] = route.split(" ");
  const methods = method === "GET" ? ["GET", "HEAD"] : [method];
  return methods.map((one) => ({ route: `${one} ${pattern}`, method: one, pattern, access }));
});
const of = <Whose extends Access["whose"]>(whose: Whose) =>
  lines.flatMap((line) => (isWhose(line.access, whose) ? [{ ...line, access: line.access }] : []));

/** For titles. */
const titled = <Line extends { readonly route: string }>(all: readonly Line[]) =>
  all.map((line) => [line.route, line] as const);

function isWhose<Whose extends Access["whose"]>(access: Access, whose: Whose): access is Access & { whose: Whose } {
  return access.whose === whose;
}
/** The body with Ada's workspace in it. */
function bodyOf({ access }: { readonly access: Access }): unknown {
  if (access.body === undefined) return undefined;
  return JSON.parse(JSON.stringify(access.body).replaceAll('":id"', JSON.stringify(school.ids.id)));
}

it("every route of the server has a line in the table, and every line a route", () => {
  const known = new Set(lines.map(({ route }) => route));
  const isRest = (route: string) => /^(?:POST|PUT|PATCH|DELETE) \/v2/.test(route);
  const isPage = (route: string) => !/ \/(?:api|v2|metrics)/.test(route);
  const missing = school.routes.filter((route) => !known.has(route) && !isRest(route) && !isPage(route));
  expect(missing).toEqual([]);
  expect([...known].filter((route) => !school.routes.includes(route))).toEqual([]);
});

describe("attacks with the IDs of a learner's things", () => {
  for (const role of OUTSIDERS) {
    it.each(titled(of("owner")))(`%s finds nothing for ${role}`, async (_route, line) => {
      const { access, method, pattern } = line;
      const { status, code, text } = await ask(role, method, urlOf(pattern, access.query), bodyOf(line));
      expect(status).toBe(access.refusal ?? 404);
      if (method !== "HEAD" && access.refusal === undefined) expect(code).toMatch(/not-found$/);
      if (status === 200) expect(text).toMatch(/not-found/);
      expect(text).not.toContain(SECRET);
    });
  }

  it.each(titled(of("owner").filter(({ method, access }) => method === "GET" && access.isMissing === undefined)))(
    "%s finds it for the learner, so that the others were refused something",
    async (_route, { pattern, access }) => {
      const { status, code } = await ask("the learner", "GET", urlOf(pattern, access.query));
      expect([status, code]).not.toEqual([404, expect.anything()]);
    },
  );
});

describe("attacks on what is the asker's own", () => {
  for (const role of OUTSIDERS) {
    it.each(titled([...of("asker"), ...of("everybody").filter(({ access }) => access.isLink === undefined)]))(
      `%s tells ${role} nothing of the learner`,
      async (_route, line) => {
        const { status, text } = await ask(role, line.method, urlOf(line.pattern), bodyOf(line));
        expect([500, 502, 504]).not.toContain(status);
        expect(text).not.toContain(SECRET);
        expect(text).not.toContain(school.ada.workspace);
      },
    );
  }
});

describe("attacks on a room by who does not teach it", () => {
  it.each(titled(of("teacher")))("%s is closed to learners, and unknown to all others", async (_route, line) => {
    const url = urlOf(line.pattern);
    for (const role of LEARNERS) {
      const { status, code } = await ask(role, line.method, url, bodyOf(line));
      expect([role, status, code]).toEqual([role, 403, line.method === "HEAD" ? undefined : "room/role"]);
    }
    for (const role of ["a teacher of another room", "a stranger"] as const) {
      const { status, code } = await ask(role, line.method, url, bodyOf(line));
      expect([role, status, code]).toEqual([role, 404, line.method === "HEAD" ? undefined : "room/not-found"]);
    }
  });

  it.each(titled(of("teacher").filter(({ method }) => method === "GET")))(
    "%s is open to its teacher, unless the learner must agree first",
    async (_route, line) => {
      const { status } = await ask("a teacher of the room", "GET", urlOf(line.pattern));
      expect(status).toBe(line.access.needsHelp ? 403 : 200);
    },
  );

  it.each(titled(of("teacher").filter(({ pattern }) => pattern.includes(":member"))))(
    "%s knows no learner of another room, whoever teaches both",
    async (_route, line) => {
      const url = urlOf(line.pattern).replace(school.ada.id, school.otherMember);
      const { status } = await ask("a teacher of the room", line.method, url, bodyOf(line));
      expect(status).toBe(404);
    },
  );

  it.each(titled(of("learner")))("%s is unknown to who is no learner", async (_route, line) => {
    for (const role of ["a teacher of the room", "a teacher of another room", "a stranger"] as const) {
      const { status } = await ask(role, line.method, urlOf(line.pattern), bodyOf(line));
      expect([role, status]).toEqual([role, 404]);
    }
  });
});

describe("attacks by a learner whose room has ended", () => {
  /** What a link opens depends on no cookie. */
  const isOpened = ({ access, method }: (typeof lines)[number]) =>
    "isLink" in access && access.isLink === true && method !== "POST";

  it.each(titled(lines.filter((line) => !isOpened(line))))(
    "%s is closed, but for the way home",
    async (_route, line) => {
      const { access, method, pattern } = line;
      const isOpen = "afterTheEnd" in access && access.afterTheEnd === true;
      if (isOpen && method === "DELETE") return;
      const query = access.whose === "owner" ? access.query : undefined;
      const { status, text } = await ask(ENDED, method, urlOf(pattern, query), bodyOf(line));
      if (isOpen) expect(status).not.toBe(410);
      else expect([410, 403]).toContain(status);
      expect(text).not.toContain(SECRET);
    },
  );
});

describe("attacks over a learner's shoulder", () => {
  const api = lines.filter(({ pattern }) => pattern.startsWith("/api/"));
  const isRead = ({ access }: { readonly access: Access }) => "isRead" in access && access.isRead === true;
  /** What does not depend on who asks may be asked as anybody. */
  const ASKED = new Set(["GET /api/health", "GET /api/bases", "GET /api/bases/:ref", "GET /api/bases/:ref/tags"]);
  const mayRead = (line: (typeof api)[number]) =>
    isRead(line) || ASKED.has(`GET ${line.pattern}`) || line.route === "POST /api/check";

  it.each(titled(api.filter((line) => !mayRead(line))))("%s is closed to the teacher", async (_route, line) => {
    const query = line.access.whose === "owner" ? line.access.query : undefined;
    const url = asLearner(school.ada.id, urlOf(line.pattern, query));
    const { status } = await ask("a teacher of the room", line.method, url, bodyOf(line));
    expect(status).toBe(403);
  });

  it.each(titled(api.filter(mayRead)))("%s is open to the teacher, and to nobody else", async (_route, line) => {
    const query = line.access.whose === "owner" ? line.access.query : undefined;
    const url = asLearner(school.ada.id, urlOf(line.pattern, query));
    expect([403, 410]).not.toContain((await ask("a teacher of the room", line.method, url, bodyOf(line))).status);
    for (const role of [...LEARNERS, "a teacher of another room", "a stranger"] as const) {
      const { status, text } = await ask(role, line.method, url, bodyOf(line));
      expect([role, status]).toEqual([role, 404]);
      expect(text).not.toContain(SECRET);
    }
    expect([404, 410]).toContain((await ask(ENDED, line.method, url, bodyOf(line))).status);
  });
});

describe("attacks on a learner's sockets", () => {
  it.each([
    ["console", () => `/api/console?workspace=${school.ids.id}`],
    ["terminal of a container", () => `/api/containers/${school.ids.container}/terminal`],
  ])("the handshake of a %s is refused to everybody else", async (_, path) => {
    for (const role of OUTSIDERS) expect([role, await opening(role, path())]).toEqual([role, 404]);
    expect(await opening(ENDED, path())).toBe(410);
    expect(await opening("the learner", path())).toBe("open");
  });
});

describe("after all attacks", () => {
  it("the learner has everything as it was", async () => {
    const { id, build, container, volume, image, note } = school.ids;
    const read = async (url: string) => JSON.parse((await ask("the learner", "GET", url)).text);
    expect(await read(`/api/workspaces/${id}`)).toMatchObject({ name: SECRET, revision: 3 });
    expect((await read(`/api/workspaces/${id}/versions`)).versions).toHaveLength(1);
    expect((await read(`/api/builds/${build}`)).state).not.toBe("canceled");
    expect((await read("/api/images")).images.map(({ tags }: { tags: string[] }) => tags)).toEqual([
      [`${image}:latest`],
    ]);
    expect((await read(`/api/containers/${container}`)).state.phase).toBe("running");
    expect((await read(`/api/volumes/${volume}`)).name).toBe(volume);
    expect((await read("/api/shares")).shares).toHaveLength(1);
    const mine = await read("/api/room");
    expect(mine.notes.map((one: { id: string }) => one.id)).toEqual([note]);
    expect([mine.look, mine.timer, mine.help, mine.room.name]).toEqual([undefined, undefined, undefined, "Class"]);
  });
});
