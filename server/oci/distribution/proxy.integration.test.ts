import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { problemOf, puller, tarOf } from "./pullFixture.ts";
import { startRegistry } from "./registryFixture.ts";

/** A proxy that records its requests, and answers as configured. */
async function startProxy(answer: (socket: Duplex, head: Buffer) => void) {
  const asked: { target: string; login: string | undefined }[] = [];
  const server = createServer();
  server.on("connect", ({ url = "", headers }: IncomingMessage, socket: Duplex, head: Buffer) => {
    asked.push({ target: url, login: headers["proxy-authorization"] });
    socket.on("error", () => undefined);
    answer(socket, head);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { asked, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test("uses the proxy for a remote registry, with its password, and TLS through it", async () => {
  const sent: Buffer[] = [];
  const proxy = await startProxy((socket, head) => {
    sent.push(head);
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    socket.once("data", (bytes: Buffer) => {
      sent.push(bytes);
      socket.end("this is not TLS");
    });
  });
  const https = `http://me:secret@${proxy.host}`;
  // Its name does not resolve here: the proxy resolves it.
  const problem = await problemOf(puller().pull("registry.invalid/team/app:1", { proxy: { https } }));
  expect(problem).toMatchObject({ code: "registry/unreachable" });
  expect(JSON.stringify(problem)).not.toContain("secret");
  expect(proxy.asked[0]).toEqual({
    target: "registry.invalid:443",
    login: `Basic ${Buffer.from("me:secret").toString("base64")}`,
  });
  const hello = Buffer.concat(sent);
  expect(hello[0]).toBe(0x16);
  expect(hello.includes("registry.invalid")).toBe(true);
});

test("reports a proxy that refuses", async () => {
  const proxy = await startProxy((socket) => socket.end("HTTP/1.1 403 Forbidden\r\n\r\n"));
  const problem = await problemOf(
    puller().pull("registry.invalid/team/app:1", { proxy: { https: `http://${proxy.host}` } }),
  );
  expect(problem.detail).toContain("the proxy refused");
});

test("uses no proxy for a registry on this machine", async () => {
  const proxy = await startProxy((socket) => socket.end());
  const registry = await startRegistry();
  const { id } = registry.putImage("x/y:1", { layers: [tarOf("hello", "hello")] });
  const all = `http://${proxy.host}`;
  const image = await puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true, proxy: { https: all, http: all } });
  expect(image.id).toBe(id);
  expect(proxy.asked).toEqual([]);
});

test("an address of a private network stays unreachable, with or without a proxy", async () => {
  const proxy = await startProxy((socket) => socket.end());
  const problem = await problemOf(puller().pull("10.1.2.3/x:1", { proxy: { https: `http://${proxy.host}` } }));
  expect(problem.code).toBe("registry/unreachable");
  expect(proxy.asked).toEqual([]);
});
