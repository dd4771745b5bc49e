import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApp, type TestApp } from "../testApp.ts";

/** The test's server is open to others with the word. */
const WORD = "the word";
let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

interface Asked {
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function statusOf({ from = "127.0.0.1", headers = {} }: Asked): Promise<number> {
  const response = await test.app.inject({ url: "/metrics", remoteAddress: from, headers });
  if (response.statusCode !== 200) expect(response.body).not.toContain("strata_");
  return response.statusCode;
}

describe("attacks on the metrics", () => {
  it("another machine reads nothing without the word", async () => {
    expect(await statusOf({ from: "203.0.113.9" })).toBe(404);
    expect(await statusOf({})).toBe(200);
    expect(await statusOf({ from: "::ffff:127.0.0.1" })).toBe(200);
  });

  it("another machine reads nothing with a wrong word, or the right one in another form", async () => {
    for (const authorization of ["Bearer wrong", "Bearer", `Basic ${WORD}`, WORD, `Bearer ${WORD}x`])
      expect([authorization, await statusOf({ from: "203.0.113.9", headers: { authorization } })]).toEqual([
        authorization,
        404,
      ]);
    expect(await statusOf({ from: "203.0.113.9", headers: { authorization: `Bearer ${WORD}` } })).toBe(200);
  });

  it("who comes through a proxy on this machine is not taken for this machine", async () => {
    for (const name of ["x-forwarded-for", "forwarded", "x-forwarded-proto", "x-real-ip", "via"])
      expect([name, await statusOf({ headers: { [name]: "127.0.0.1" } })]).toEqual([name, 404]);
  });

  it("who comes through a proxy that says nothing of itself is told by the name that was asked for", async () => {
    expect(await statusOf({ headers: { host: "strata.example" } })).toBe(404);
  });

  it("a page of another site reads nothing", async () => {
    expect(await statusOf({ headers: { origin: "https://evil.example" } })).toBe(403);
    expect(await statusOf({ headers: { host: "evil.example" } })).toBe(403);
  });

  it("a million addresses that are not there make no label each", async () => {
    for (let number = 0; number < 50; number += 1) await test.app.inject(`/evil-${number}`);
    const { body } = await test.app.inject("/metrics");
    expect(body.split("\n").filter((line) => line.startsWith("strata_http_requests_total")).length).toBeLessThan(10);
  });
});
