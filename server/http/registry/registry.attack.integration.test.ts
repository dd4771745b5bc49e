import type { AddressInfo } from "node:net";
import { beforeAll, describe, expect, it } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { rawRequest } from "../base/rawRequest.ts";
import { createTestApp } from "../testApp.ts";
import { codesOf, imageToPush, sharedRegistry } from "./registryFixture.ts";

const OWN = "Host: localhost:8080";
const registry = sharedRegistry();
const { call, build, pushBlob, pushManifest } = registry;

let port: number;
beforeAll(async () => {
  await registry.test.app.listen({ port: 0, host: "127.0.0.1" });
  port = (registry.test.app.server.address() as AddressInfo).port;
});

const images = () => registry.test.services.images;
const stored = (ref: string) => images().get(DEFAULT_OWNER, ref);
describe("attacks on the registry from other sites", () => {
  it.each([
    ["GET", "/v2/"],
    ["GET", "/v2/secret/manifests/1"],
    ["POST", "/v2/app/blobs/uploads/"],
    ["PUT", "/v2/app/manifests/1"],
    ["DELETE", "/v2/secret/manifests/1"],
  ] as const)("a page of another site can't send %s %s", async (method, url) => {
    build("secret:1");
    for (const headers of [
      { origin: "http://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ]) {
      const answer = await call(method, url, { headers });
      expect([answer.status, codesOf(answer)]).toEqual([403, ["DENIED"]]);
    }
    expect(stored("secret:1")).toBeDefined();
  });

  it("a link on another site does not open the registry's content", async () => {
    const { id } = build("linked:1");
    const link = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
    expect((await call("GET", `/v2/linked/blobs/${id}`, { headers: link })).status).toBe(403);
  });

  it("a name of another site that resolves to this address (DNS rebinding) is refused", async () => {
    for (const host of ["evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example"]) {
      const answer = await call("POST", "/v2/app/blobs/uploads/", { headers: { host } });
      expect([answer.status, codesOf(answer)]).toEqual([403, ["DENIED"]]);
    }
  });

  it("no content that was pushed is ever a page of this origin", async () => {
    const html = Buffer.from("<script>alert(1)</script>");
    await pushBlob("page", html);
    const blob = await call("GET", `/v2/page/blobs/${digestOf(html)}`);
    expect(blob.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": "attachment",
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("default-src 'self'"),
    });
    for (const type of ["text/html", "image/svg+xml", "application/xhtml+xml", "__proto__", "constructor"]) {
      expect([400, 415]).toContain((await pushManifest("page", "1", html, type)).status);
    }
  });
});

describe("attacks on a registry that others can reach", () => {
  it.each([
    ["a server that listens on all addresses", "0.0.0.0", false, "localhost:8080"],
    ["a server that listens on its own address", "192.168.0.2", false, "192.168.0.2:8080"],
    ["a server behind a proxy, under its public name", "127.0.0.1", false, "strata.example"],
    ["a server that tells people apart", "127.0.0.1", true, "localhost:8080"],
  ])("%s answers nothing, whoever asks, and says why", async (_what, listening, separate, host) => {
    const open = await createTestApp({ listening, separate });
    try {
      for (const url of ["/v2/", "/v2/app/manifests/1", "/v2/app/blobs/uploads/"]) {
        const answer = await open.app.inject({
          method: url.endsWith("uploads/") ? "POST" : "GET",
          url,
          headers: { host },
        });
        expect(answer.statusCode).toBe(403);
        expect(answer.json()).toMatchObject({
          errors: [{ code: "DENIED", message: expect.stringContaining("localhost") }],
        });
      }
    } finally {
      await open.close();
    }
  });
});

describe("attacks with names", () => {
  it.each([
    "/v2/../../etc/passwd",
    "/v2/a/../../b/manifests/1",
    "/v2/%2e%2e/%2e%2e/manifests/1",
    "/v2/a%2fb/manifests/1",
    "/v2/a/manifests/..%2f..%2fetc",
    "/v2/a/blobs/sha256:..%2f..%2fetc%2fpasswd",
    "/v2/a/blobs/uploads/..%2f..%2fetc%2fpasswd",
    "/v2//etc/passwd/manifests/1",
    `/v2/${"a/".repeat(5000)}manifests/1`,
    "/v2/a\0b/manifests/1",
    "/%76%32/a/manifests/1",
  ])("a name that climbs or is encoded (%s) finds and stores nothing", async (target) => {
    for (const method of ["GET", "PUT", "DELETE"]) {
      const answer = await rawRequest(port, target, [OWN, "Content-Type: application/octet-stream"], method, "x");
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.body).not.toContain("root:");
    }
  });

  it("a tag or digest that is a path is refused", async () => {
    const { manifest } = imageToPush("tag");
    for (const reference of ["a%2fb", "-x", "a".repeat(129), `sha256:${"A".repeat(64)}`]) {
      expect((await pushManifest("tags", reference, manifest)).status).toBe(400);
    }
  });
});
