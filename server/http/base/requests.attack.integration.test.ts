import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firstWorkspace } from "#server/workspaces/firstWorkspace.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { createTestApp, type TestApp } from "../testApp.ts";
import { rawRequest } from "./rawRequest.ts";

const SECRET = "the-secret-of-the-machine";
const OWN = "Host: localhost";
const JSON_TYPE = "Content-Type: application/json";
const EMPTY_BUILD = '{"dockerfileText":"FROM scratch"}';

let parent: string;
let test: TestApp;
let port: number;

beforeAll(async () => {
  parent = mkdtempSync(path.join(tmpdir(), "strata-requests-"));
  const page = path.join(parent, "page");
  mkdirSync(path.join(page, "assets"), { recursive: true });
  writeFileSync(path.join(parent, "package.json"), SECRET);
  writeFileSync(path.join(page, "index.html"), "<title>Strata</title>");
  test = await createTestApp({ page });
  await test.app.listen({ port: 0, host: "127.0.0.1" });
  port = (test.app.server.address() as AddressInfo).port;
});
afterAll(async () => {
  await test.close();
  rmSync(parent, { recursive: true });
});

const get = (target: string, ...headers: string[]) => rawRequest(port, target, headers.length === 0 ? [OWN] : headers);
const post = (target: string, headers: string[], body: string) => rawRequest(port, target, headers, "POST", body);
const builds = () => test.builder.started.length;

function expectProtected(headers: Readonly<Record<string, string>>): void {
  expect(headers).toMatchObject({
    "content-security-policy": expect.stringContaining("default-src 'self'"),
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  });
  expect(headers["access-control-allow-origin"]).toBeUndefined();
}

describe("attacks on the page's files", () => {
  it.each([
    ["dots", "/../package.json"],
    ["dots below a folder", "/assets/../../package.json"],
    ["encoded dots", "/%2e%2e/package.json"],
    ["an encoded slash", "/..%2fpackage.json"],
    ["a doubly encoded slash", "/..%252fpackage.json"],
    ["an encoded backslash", "/assets/..%5c..%5cpackage.json"],
    ["an overlong slash", "/..%c0%afpackage.json"],
    ["an absolute path after a second slash", "//etc/passwd"],
    ["an absolute path behind dots", "/...//etc/passwd"],
    ["a NUL that cuts the name", "/../package.json%00.html"],
    ["a path longer than any file's", `/${"a".repeat(5000)}`],
  ])("reading outside of them by %s finds nothing", async (_way, target) => {
    const answer = await get(target);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toMatch(new RegExp(`${SECRET}|root:`));
    expectProtected(answer.headers);
  });

  it("an invalid URL is refused, with the protective headers", async () => {
    for (const target of ["/%zz", "/api/images/%zz"]) {
      const answer = await get(target);
      expect(answer.status).toBe(400);
      expectProtected(answer.headers);
    }
  });
});

describe("attacks under another host's name", () => {
  it.each([
    ["a name that was bound to this address", ["Host: evil.example"]],
    ["that name with the right port", ["Host: evil.example:8080"]],
    ["an address of the network", ["Host: 192.168.0.1"]],
    ["a name that only begins as ours", ["Host: localhost.evil.example"]],
    ["a name behind a user", ["Host: localhost@evil.example"]],
    ["a second Host header", [OWN, "Host: evil.example"]],
    ["a first Host header", ["Host: evil.example", OWN]],
    ["two names in one header", ["Host: localhost, evil.example"]],
    ["no name", ["X-Forwarded-Host: localhost"]],
    ["a forwarded name that would overrule it", ["Host: evil.example", "X-Forwarded-Host: localhost"]],
  ])("%s reads nothing", async (_way, headers) => {
    const answer = await get("/api/workspace", ...headers);
    expect([400, 403]).toContain(answer.status);
    expect(answer.body).not.toContain("FROM");
    expectProtected(answer.headers);
  });

  it("a request for an absolute URL of another host is refused", async () => {
    expect((await get("http://evil.example/api/workspace")).status).toBe(400);
  });
});

describe("attacks from another site's page", () => {
  it.each([
    ["a script of another site", "Origin: http://evil.example"],
    ["a script of another port of this machine", "Origin: http://localhost:3000"],
    ["a sandboxed frame", "Origin: null"],
    ["an image or a script tag", "Sec-Fetch-Site: cross-site"],
    ["a page of a sibling site", "Sec-Fetch-Site: same-site"],
  ])("%s starts no build and reads no workspace", async (_who, header) => {
    expect((await post("/api/builds", [OWN, JSON_TYPE, header], EMPTY_BUILD)).status).toBe(403);
    expect((await get("/api/workspace", OWN, header)).status).toBe(403);
    expect((await get("/api/workspace/events", OWN, header)).status).toBe(403);
    expect(builds()).toBe(0);
  });

  it.each([
    ["text/plain", EMPTY_BUILD],
    ["application/x-www-form-urlencoded", `${EMPTY_BUILD}=`],
    ["multipart/form-data; boundary=b", `--b\r\n\r\n${EMPTY_BUILD}\r\n--b--`],
  ])("a form of type %s, which needs no permission in a browser, starts no build", async (type, body) => {
    expect((await post("/api/builds", [OWN, `Content-Type: ${type}`], body)).status).toBe(415);
    expect(builds()).toBe(0);
  });

  it("a preflight request is not allowed", async () => {
    const headers = [OWN, "Origin: http://evil.example", "Access-Control-Request-Method: PUT"];
    const answer = await rawRequest(port, "/api/workspace", headers, "OPTIONS");
    expect(answer.status).toBe(403);
    expectProtected(answer.headers);
  });

  it("the page can't be framed", async () => {
    const frame = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"];
    expect((await get("/", OWN, ...frame)).status).toBe(403);
    const { headers } = await get("/");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });
});

describe("attacks with markup in names", () => {
  const MARKUP = "<img src=x onerror=alert(1)>";

  it("an address with markup is returned as data, never as a page", async () => {
    const answer = await get(`/${encodeURI(MARKUP)}`);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expectProtected(answer.headers);
  });

  it("a file that is a page is downloaded with a type that no browser runs", async () => {
    const { workspaces, blobs } = test.services;
    const digest = blobs.put(Buffer.from("<script>alert(1)</script>"));
    const file = { path: "x.html", kind: "blob" as const, mode: 0o644, blob: digest, size: 25 };
    workspaces.save(DEFAULT_OWNER, "default", { ...firstWorkspace(), files: [file] }, undefined);
    const answer = await get(`/api/blobs/${digest}`);
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("application/octet-stream");
    expect(answer.headers["content-disposition"]).toBe("attachment");
    expectProtected(answer.headers);
  });

  it("the policy of the page allows no inline or foreign script", async () => {
    const policy = (await get("/")).headers["content-security-policy"] ?? "";
    expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval';/);
    expect(policy).toMatch(/object-src 'none'.*base-uri 'none'.*form-action 'none'/);
  });
});

describe("attacks with ambiguous requests", () => {
  it("a body with two lengths is refused", async () => {
    const both = [OWN, JSON_TYPE, "Transfer-Encoding: chunked", "Content-Length: 5"];
    const answer = await rawRequest(port, "/api/builds", both, "POST");
    expect(answer.status).toBe(400);
    expectProtected(answer.headers);
  });

  it("a request line that is not HTTP is refused, with the protective headers", async () => {
    const answer = await get("\\..\\x");
    expect(answer.status).toBe(400);
    expectProtected(answer.headers);
  });

  it("endless headers are cut off", async () => {
    const answer = await get("/api/health", OWN, `X-Long: ${"a".repeat(40_000)}`);
    expect(answer.status).toBe(400);
    expectProtected(answer.headers);
  });

  it("JSON that names a prototype changes no object", async () => {
    const body =
      '{"dockerfileText":"FROM scratch","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    await post("/api/check", [OWN, JSON_TYPE], body);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
