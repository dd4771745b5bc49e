import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerBrokenRequest } from "./brokenRequest.ts";

let server: Server;

beforeAll(async () => {
  const times = { headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 20 };
  server = createServer(times, (_request, response) => response.end());
  server.on("clientError", answerBrokenRequest).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => void server.close());

/** All that comes on a connection on which only this is sent. */
function answerTo(sent: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: "127.0.0.1" });
  socket.write(sent);
  return text(socket);
}

it("closes a connection on which nothing was asked, without an answer", async () => {
  expect(await answerTo("")).toBe("");
});

it("says of a request that was begun that it timed out", async () => {
  expect(await answerTo("GET / HT")).toMatch(/^HTTP\/1\.1 400 .*The request timed out\./s);
});

it("says of what is no request that it is not HTTP", async () => {
  expect(await answerTo("hello\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 .*The request is not valid HTTP\./s);
});
