import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { newImage, putLayer } from "#server/oci/store/storeFixture.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

let test: TestApp;
/** Two browsers. */
let victim: string;
let attacker: string;
let secretId: string;
let version: number;

const content = (text: string) => ({
  name: "secret",
  files: [{ path: "Dockerfile", kind: "text", mode: 0o644, text, size: text.length }],
  settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
});

type Method = "GET" | "POST" | "PUT" | "DELETE";

function send(cookie: string, method: Method, url: string, payload?: object, more: Record<string, string> = {}) {
  const headers = { host: "localhost", ...(cookie === "" ? {} : { cookie }), ...more };
  return test.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
}

const setCookie = async (url: string, more = {}): Promise<string> =>
  String((await send("", "GET", url, undefined, more)).headers["set-cookie"] ?? "");
const newBrowser = async (): Promise<string> => (await setCookie("/api/workspaces")).split(";")[0] ?? "";

beforeAll(async () => {
  test = await createTestApp({ separate: true });
  [victim, attacker] = [await newBrowser(), await newBrowser()];
  secretId = (await send(victim, "POST", "/api/workspaces", content("FROM secret"))).json().id;
  await send(victim, "PUT", `/api/workspaces/${secretId}`, content("FROM secret2"), { "if-match": "*" });
  version = (await send(victim, "GET", `/api/workspaces/${secretId}/versions`)).json().versions[0].version;
});
afterAll(() => test.close());

describe("attacks on another person's workspace on a server for several", () => {
  it("it is not listed for another cookie or without one", async () => {
    for (const cookie of [attacker, ""]) {
      const { workspaces, deleted } = (await send(cookie, "GET", "/api/workspaces")).json();
      expect([workspaces, deleted]).toEqual([[], []]);
      expect((await send(cookie, "GET", "/api/workspace")).json().name).toBe("hello-world");
    }
  });

  it.each([
    ["read", "GET", ""],
    ["watched", "GET", "/events"],
    ["deleted", "DELETE", ""],
    ["restored", "POST", "/restore"],
    ["searched for versions", "GET", "/versions"],
    ["read by a version", "GET", "/versions/{version}"],
    ["set back", "POST", "/versions/{version}/restore"],
  ] as const)("it is not %s by who knows its ID", async (_what, method, rest) => {
    const url = `/api/workspaces/${secretId}${rest.replace("{version}", `${version}`)}`;
    const answer = await send(attacker, method, url);
    expect([answer.statusCode, answer.json().code]).toEqual([404, "workspace/not-found"]);
    expect((await send(victim, "GET", `/api/workspaces/${secretId}`)).json().files[0].text).toBe("FROM secret2");
  });

  it("it can't be overwritten with its ID, whatever the revision", async () => {
    for (const match of ["*", '"0"', '"2"']) {
      const url = `/api/workspaces/${secretId}`;
      const answer = await send(attacker, "PUT", url, content("FROM evil"), { "if-match": match });
      expect([answer.statusCode, answer.json().code]).toEqual([404, "workspace/not-found"]);
    }
    expect((await send(victim, "GET", `/api/workspaces/${secretId}`)).json().revision).toBe(2);
  });

  it("it can't be given a version with its ID", async () => {
    const answer = await send(attacker, "POST", `/api/workspaces/${secretId}/versions`, content("FROM evil"));
    expect(answer.json().code).toBe("workspace/not-found");
    expect((await send(victim, "GET", `/api/workspaces/${secretId}/versions`)).json().versions).toHaveLength(1);
  });

  it("its version is not found under one's own workspace", async () => {
    const own = (await send(attacker, "POST", "/api/workspaces", content("FROM own"))).json().id;
    expect((await send(attacker, "GET", `/api/workspaces/${own}/versions/${version}`)).statusCode).toBe(404);
    expect((await send(attacker, "POST", `/api/workspaces/${own}/versions/${version}/restore`)).statusCode).toBe(404);
  });

  it("bytes that another person uploaded can't be fetched by their digest", async () => {
    const headers = { "content-type": "application/octet-stream" };
    const digest = digestOf("private bytes");
    const put = (cookie: string) =>
      test.app.inject({
        method: "PUT",
        url: `/api/blobs/${digest}`,
        headers: { host: "localhost", cookie, ...headers },
        payload: "private bytes",
      });
    expect((await put(victim)).statusCode).toBe(201);
    const file = { path: "f", kind: "blob", mode: 0o644, blob: digest, size: 13 };
    const answer = await send(attacker, "POST", "/api/workspaces", { ...content(""), files: [file] });
    expect(answer.json().code).toBe("blob/not-found");
  });

  it("a shell opens at no step and no layer of another person", async () => {
    const { id } = (await send(victim, "POST", "/api/builds", { dockerfileText: "FROM scratch" })).json();
    const build = await send(attacker, "POST", `/api/builds/${id}/steps/0.0/shell`);
    expect([build.statusCode, build.json().code]).toEqual([404, "build/not-found"]);
    const { images, blobs } = test.services;
    const owners = images.put({ ...newImage([putLayer(blobs, { secret: "x" })], ["mine"]), workspace: "another" });
    for (const ref of ["mine", owners.id]) {
      const image = await send(attacker, "POST", `/api/images/${encodeURIComponent(ref)}/layers/0/shell`);
      expect([image.statusCode, image.json().code]).toEqual([404, "image/not-found"]);
    }
  });

  it("builds of another person can be neither read nor canceled", async () => {
    const { id } = (await send(victim, "POST", "/api/builds", { dockerfileText: "FROM scratch" })).json();
    expect((await send(victim, "GET", `/api/builds/${id}`)).statusCode).toBe(200);
    for (const method of ["GET", "DELETE"] as const) {
      expect((await send(attacker, method, `/api/builds/${id}`)).statusCode).toBe(404);
    }
  });
});

describe("attacks by a cookie", () => {
  it.each(["", "short", "default", "../default", `${"A".repeat(43)}; strata=x`, "é".repeat(43), "A".repeat(5000)])(
    "%j is nobody known, and opens nobody's workspaces",
    async (token) => {
      const answer = await send(`strata=${token}`, "GET", "/api/workspaces");
      expect(answer.json().workspaces).toEqual([]);
    },
  );

  it("its stored hash can't be sent in its place", async () => {
    const stored = createHash("sha256").update(victim.replace("strata=", "")).digest("base64url");
    expect(test.services.workspaces.list(stored).workspaces).toHaveLength(1);
    expect((await send(`strata=${stored}`, "GET", "/api/workspaces")).json().workspaces).toEqual([]);
  });

  it("it can't be read by scripts, or sent along by pages of another site", async () => {
    expect(await setCookie("/api/workspaces")).toMatch(
      /^strata=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=31536000$/,
    );
    expect(await setCookie("/api/health", { "x-forwarded-proto": "https" })).toContain("; Secure");
  });

  it("it is renewed with each visit, and stays the same", async () => {
    const answer = await send(victim, "GET", "/w/any");
    expect(String(answer.headers["set-cookie"]).startsWith(`${victim}; `)).toBe(true);
    expect((await send(victim, "GET", "/api/workspaces")).headers["set-cookie"]).toBeUndefined();
  });

  it("a response that sets it is never cached, and shared files never set it", async () => {
    const answer = await send("", "GET", "/api/health");
    expect(answer.headers["cache-control"]).toBe("private, no-store");
    expect(await setCookie("/assets/index.js")).toBe("");
    expect(await setCookie("/favicon.svg")).toBe("");
  });

  it("on a server for one person it changes nothing", async () => {
    const single = await createTestApp();
    const headers = { host: "localhost", cookie: victim };
    const answer = await single.app.inject({ url: "/api/workspace", headers });
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(answer.json().id).toBe("default");
    await single.close();
  });
});
