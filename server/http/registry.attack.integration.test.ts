import { once } from "node:events";
import { request as httpRequest } from "node:http";
import net, { type AddressInfo } from "node:net";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { routes } from "#contract/routes.ts";
import { tarOf } from "#server/oci/distribution/pullFixture.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { OCI_INDEX } from "#server/oci/store/mediaTypes.ts";
import { TAR_END, tarHeader } from "#server/oci/tar/tarWriter.ts";
import { DEFAULT_WORKSPACE } from "#server/workspaces/workspaceStore.ts";
import { rawRequest } from "./rawRequest.ts";
import { BYTES, codesOf, descriptorOf, imageToPush, sharedRegistry } from "./registryFixture.ts";
import { createTestApp } from "./testApp.ts";

const OWN = "Host: localhost:8080";
const registry = sharedRegistry();
const { call, build, push, pushBlob, pushManifest } = registry;

let port: number;
beforeAll(async () => {
  await registry.test.app.listen({ port: 0, host: "127.0.0.1" });
  port = (registry.test.app.server.address() as AddressInfo).port;
});

const images = () => registry.test.services.images;
const stored = (ref: string) => images().get(DEFAULT_WORKSPACE, ref);
const start = async (repository: string) =>
  (await call("POST", `/v2/${repository}/blobs/uploads/`)).headers.location ?? "";

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

  it("a link on another site does not open what the registry serves", async () => {
    const { id } = build("linked:1");
    const link = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
    expect((await call("GET", `/v2/linked/blobs/${id}`, { headers: link })).status).toBe(403);
  });

  it("a name of another site that leads to this address (DNS rebinding) is refused", async () => {
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
    ["a server that listens on all addresses", "0.0.0.0", "localhost:8080"],
    ["a server that listens on its own address", "192.168.0.2", "192.168.0.2:8080"],
    ["a server behind a proxy, under its public name", "127.0.0.1", "strata.example"],
  ])("%s answers nothing, whoever asks, and says why", async (_what, listening, host) => {
    const open = await createTestApp({ listening });
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

describe("attacks with images", () => {
  const zeros = Buffer.alloc(12_000_000);
  const bombTar = Buffer.concat([
    tarHeader({ path: "zeros", type: "file", mode: 0o644, uid: 0, gid: 0, size: zeros.length, mtime: 0 }),
    zeros,
    TAR_END,
  ]);

  it.each([
    ["gzip", gzipSync(bombTar)],
    ["zstd", zstdCompressSync(bombTar)],
  ])(
    "a layer that unpacks to more than the limit (%s) is refused with 413, and no byte of it stays",
    async (kind, layer) => {
      const image = imageToPush(`bomb ${kind}`, { layers: [bombTar] });
      const manifest = Buffer.from(
        JSON.stringify({
          ...JSON.parse(image.manifest.toString()),
          layers: [descriptorOf(layer, "application/vnd.oci.image.layer.v1.tar+gzip")],
        }),
      );
      const answer = await push("bomb", kind, { ...image, layers: [layer], manifest });
      expect([answer.status, codesOf(answer)]).toEqual([413, ["SIZE_INVALID"]]);
      expect(registry.test.services.blobs.has(digestOf(bombTar))).toBe(false);
      expect(stored(image.id)).toBeUndefined();
    },
  );

  it.each([
    ["climbs out of the root", tarOf("../../etc/passwd", "x")],
    ["is cut off", tarOf("file", "x".repeat(2000)).subarray(0, 1200)],
    ["is not a tar", Buffer.alloc(4096, 7)],
  ])("a layer that %s is refused", async (what, layer) => {
    const image = imageToPush(what, { layers: [layer] });
    const answer = await push("layer", "1", image);
    expect([answer.status, codesOf(answer)]).toEqual([400, ["MANIFEST_INVALID"]]);
    expect(stored(image.id)).toBeUndefined();
  });

  it("a compressed layer that passes for its own content is refused", async () => {
    const layer = gzipSync(tarOf("file", "x"));
    const image = imageToPush("passes", {
      layers: [tarOf("file", "x")],
      config: { rootfs: { type: "layers", diff_ids: [digestOf(layer)] } },
    });
    const answer = await push("passes", "1", image);
    expect([answer.status, codesOf(answer)]).toEqual([400, ["MANIFEST_INVALID"]]);
  });

  it("a layer known from another image does not count as checked for a diff ID that is not its own", async () => {
    const good = imageToPush("good", { layers: [tarOf("file", "known")] });
    await push("claims", "good", good);
    const other = build("victim:1", { secret: "x" }).layers[0]?.diffId ?? good.id;
    const liar = imageToPush("liar", {
      layers: [tarOf("file", "known")],
      config: { rootfs: { type: "layers", diff_ids: [other] } },
    });
    expect(codesOf(await push("claims", "liar", liar))).toEqual(["MANIFEST_INVALID"]);
    expect(stored(liar.id)).toBeUndefined();
  });

  it("more layers than the limit are refused before any is unpacked", async () => {
    const layer = tarOf("file", "many");
    const image = imageToPush("many", { layers: Array.from({ length: 300 }, () => layer) });
    await pushBlob("many", image.config);
    await pushBlob("many", image.layers[0] ?? Buffer.alloc(0));
    expect((await pushManifest("many", "1", image.manifest)).status).toBe(413);
  });

  it.each([
    ["arrays", `${"[".repeat(400_000)}${"]".repeat(400_000)}`],
    ["objects", `${'{"a":'.repeat(300_000)}1${"}".repeat(300_000)}`],
    ["arrays inside a manifest", `{"schemaVersion":2,"annotations":${"[".repeat(400_000)}${"]".repeat(400_000)}}`],
  ])("JSON of very deep %s is refused, and others are answered meanwhile", async (_what, text) => {
    const answer = pushManifest("deep", "1", Buffer.from(text));
    expect((await call("GET", "/v2/")).status).toBe(200);
    expect(codesOf(await answer)).toEqual(["MANIFEST_INVALID"]);
  });

  it("a configuration of very deep JSON makes no image", async () => {
    const config = Buffer.from(`{"rootfs":${"[".repeat(400_000)}${"]".repeat(400_000)}}`);
    const image = imageToPush("deep config");
    const manifest = Buffer.from(
      JSON.stringify({
        ...JSON.parse(image.manifest.toString()),
        config: descriptorOf(config, "application/vnd.oci.image.config.v1+json"),
      }),
    );
    expect((await push("deep", "config", { ...image, config, manifest })).status).toBe(201);
    expect(stored("localhost:8080/deep:config")).toBeUndefined();
    expect((await call("GET", routes.images())).status).toBe(200);
  });

  it("an index that names itself, or indexes in a ring, ends", async () => {
    const inner = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [] }));
    await pushManifest("ring", digestOf(inner), inner, OCI_INDEX);
    let last = inner;
    for (let depth = 0; depth < 20; depth += 1) {
      const manifests = Array.from({ length: 50 }, () => descriptorOf(last, OCI_INDEX));
      last = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests }));
      expect((await pushManifest("ring", depth === 19 ? "1" : digestOf(last), last, OCI_INDEX)).status).toBe(201);
    }
    expect((await call("GET", "/v2/ring/manifests/1")).bytes).toEqual(last);
  });

  it("a manifest can't use blobs of a repository by knowing their digests", async () => {
    const secret = imageToPush("secret", { layers: [tarOf("secret", "x")] });
    await push("private", "1", secret);
    const answer = await pushManifest("thief", "1", secret.manifest);
    expect(codesOf(answer)).toEqual(["MANIFEST_BLOB_UNKNOWN", "MANIFEST_BLOB_UNKNOWN"]);
    expect((await call("GET", `/v2/thief/blobs/${secret.id}`)).status).toBe(404);
  });
});

describe("attacks with uploads", () => {
  it("a blob over the limit is refused with 413 before its end, and the upload is over", async () => {
    const location = await start("large");
    const answer = await call("PATCH", location, { headers: BYTES, body: Buffer.alloc(1_500_000) });
    expect([answer.status, codesOf(answer)]).toEqual([413, ["SIZE_INVALID"]]);
    expect((await call("GET", location)).status).toBe(404);
  });

  it("more uploads than the limit are refused with 429, and canceling one makes room", async () => {
    const locations: string[] = [];
    const answers: number[] = [];
    for (let count = 0; count < 30; count += 1) {
      const answer = await call("POST", "/v2/flood/blobs/uploads/");
      answers.push(answer.status);
      if (answer.status === 202) locations.push(answer.headers.location ?? "");
    }
    expect(new Set(answers)).toEqual(new Set([202, 429]));
    for (const location of locations) expect((await call("DELETE", location)).status).toBe(204);
    expect((await call("POST", "/v2/flood/blobs/uploads/")).status).toBe(202);
  });

  it("a connection that is cut leaves an upload that can be resumed where it broke off", async () => {
    const location = await start("cut");
    const body = Buffer.alloc(400_000, "cut");
    const socket = net.connect(port, "127.0.0.1");
    await once(socket, "connect");
    socket.write(
      `PATCH ${location} HTTP/1.1\r\n${OWN}\r\nContent-Type: application/octet-stream\r\nContent-Length: 400000\r\n\r\n`,
    );
    await new Promise((resolve) => socket.write(body.subarray(0, 300_000), resolve));
    const received = async () => (await rawRequest(port, location, [OWN])).headers.range;
    while ((await received()) === "0-0");
    socket.destroy();
    // The next request for the upload ends the broken one, and says where it stands.
    const probe = await call("PATCH", location, {
      headers: { ...BYTES, "content-range": "399999-399999" },
      body: Buffer.alloc(1),
    });
    expect(probe.status).toBe(416);
    const from = Number(probe.headers.range?.split("-")[1]) + 1;
    expect(from).toBeLessThanOrEqual(300_000);
    const rest = await call("PATCH", location, {
      headers: { ...BYTES, "content-range": `${from}-399999` },
      body: body.subarray(from),
    });
    expect(rest.status).toBe(202);
    expect((await call("PUT", `${location}?digest=${digestOf(body)}`)).status).toBe(201);
  });

  it("a client that sends one byte and waits holds up nobody", async () => {
    const location = await start("slow");
    const slow = httpRequest({
      port,
      method: "PATCH",
      path: location,
      headers: { host: "localhost:8080", ...BYTES, "content-length": "1000" },
    });
    slow.on("error", () => undefined);
    slow.write("x");
    expect((await pushBlob("slow", Buffer.from("fast"))).status).toBe(201);
    expect((await call("DELETE", location)).status).toBe(204);
    slow.destroy();
  });

  it("the blobs, manifests, and tags of a workspace are limited in number", async () => {
    const few = await createTestApp({ pushedEntries: 3 });
    try {
      const post = (text: string) =>
        few.app.inject({
          method: "POST",
          url: `/v2/a/blobs/uploads/?digest=${digestOf(text)}`,
          headers: { host: "localhost", ...BYTES },
          payload: text,
        });
      for (const text of ["1", "2", "3"]) expect((await post(text)).statusCode).toBe(201);
      expect((await post("4")).statusCode).toBe(403);
      const mount = await few.app.inject({
        method: "POST",
        url: `/v2/b/blobs/uploads/?mount=${digestOf("1")}&from=a`,
        headers: { host: "localhost" },
      });
      expect(mount.statusCode).toBe(403);
      const index = JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [] });
      const put = await few.app.inject({
        method: "PUT",
        url: "/v2/a/manifests/1",
        headers: { host: "localhost", "content-type": OCI_INDEX },
        payload: index,
      });
      expect(put.statusCode).toBe(403);
    } finally {
      await few.close();
    }
  });
});
