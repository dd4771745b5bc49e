import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, type TestApp } from "../testApp.ts";
import { isOwnHost } from "./security.ts";

let test1: TestApp;
beforeAll(async () => {
  test1 = await createTestApp();
});
afterAll(() => test1.close());

const status = async (headers: Record<string, string>, url = "/api/health", method: "GET" | "POST" = "GET") =>
  (await test1.app.inject({ method, url, headers: { host: "localhost:8080", ...headers } })).statusCode;

test.each(["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST", "strata.example", "strata.localhost:1"])(
  "a request to %s is accepted",
  async (host) => expect(await status({ host })).toBe(200),
);

test.each(["evil.example", "evil.example:8080", "localhost.evil.example", "192.168.0.1:8080", "a b", "localhost@evil"])(
  "a request whose Host is %j is refused",
  async (host) => expect(await status({ host })).toBe(403),
);

test("an IP address is accepted on a server open to others: it can't be rebound", () => {
  const open = { host: "0.0.0.0", allowedHosts: [] };
  expect(isOwnHost("192.168.0.1:8080", open)).toBe(true);
  expect(isOwnHost("[2001:db8::1]:8080", open)).toBe(true);
  expect(isOwnHost("evil.example", open)).toBe(false);
});

test.each([
  { origin: "http://evil.example" },
  { origin: "http://localhost:3000" },
  { origin: "null" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { origin: "http://localhost:8080", "sec-fetch-site": "cross-site" },
])("a page that sends %j can neither read nor drive it", async (headers) => {
  expect(await status(headers)).toBe(403);
  expect(await status(headers, "/api/workspace/events")).toBe(403);
  expect(await status(headers, "/api/builds", "POST")).toBe(403);
});

test.each([
  {},
  { origin: "http://localhost:8080", "sec-fetch-site": "same-origin" },
  { origin: "https://localhost:8080" },
  { "sec-fetch-site": "none" },
])("its own page and programs, which send %j, may", async (headers) => expect(await status(headers)).toBe(200));

test("a link on another site opens the page, but never the API", async () => {
  const link = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
  expect(await status(link, "/")).not.toBe(403);
  expect(await status(link)).toBe(403);
  expect(await status({ ...link, "sec-fetch-dest": "iframe" }, "/")).toBe(403);
});

test("every response has the protective headers, even a refusal", async () => {
  for (const host of ["localhost", "evil.example"]) {
    const { headers } = await test1.app.inject({ url: "/api/health", headers: { host } });
    expect(headers["content-security-policy"]).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
    expect(headers["content-security-policy"]).not.toMatch(/'unsafe-eval'|script-src[^;]*unsafe-inline/);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  }
});
