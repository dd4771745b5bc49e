import { once } from "node:events";
import { request as httpRequest } from "node:http";
import net, { type AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { OCI_INDEX } from "#server/oci/store/mediaTypes.ts";
import { rawRequest } from "../base/rawRequest.ts";
import { createTestApp } from "../testApp.ts";
import { BYTES, codesOf, sharedRegistry } from "./registryFixture.ts";

const OWN = "Host: localhost:8080";
const registry = sharedRegistry();
const { call, pushBlob } = registry;

let port: number;
beforeAll(async () => {
  await registry.test.app.listen({ port: 0, host: "127.0.0.1" });
  port = (registry.test.app.server.address() as AddressInfo).port;
});

const start = async (repository: string) =>
  (await call("POST", `/v2/${repository}/blobs/uploads/`)).headers.location ?? "";

describe("attacks with uploads", () => {
  it("a blob over the limit is refused with 413 before its end, and the upload is removed", async () => {
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

  it("a dropped connection leaves an upload that can be resumed where it stopped", async () => {
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
    // The next request for the upload ends the broken one, and returns its offset.
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

  it("aborted requests leave no uploads that can't be finished", async () => {
    const { uploads } = registry.test.services.registry;
    const before = uploads.bytes;
    const url = `/v2/broken/blobs/uploads/?digest=${digestOf("never whole")}`;
    for (let count = 0; count < 30; count += 1) {
      const socket = net.connect(port, "127.0.0.1");
      socket.write(`POST ${url} HTTP/1.1\r\n${OWN}\r\nContent-Length: 1000\r\n\r\npart`);
      while (uploads.bytes === before) await nextTurn();
      socket.destroy();
      while (uploads.bytes > before) await nextTurn();
    }
    expect((await pushBlob("broken", Buffer.from("whole"))).status).toBe(201);
  });

  it("a client that sends one byte and waits delays no one", async () => {
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
