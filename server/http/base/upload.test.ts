import { request } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApp, type TestApp } from "../testApp.ts";

const LIMIT = 1_000_000;
let server: TestApp;
let url: string;
beforeEach(async () => {
  server = await createTestApp({ uploadBytes: LIMIT });
  url = await server.app.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(() => server.close());

interface Answer {
  status: number;
  code: string;
  sent: number;
  continued: boolean;
}

/** Sends up to `bytes` of a tar, until a response arrives. */
function upload(bytes: number, headers: Record<string, string | number>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let answered = false;
    let continued = false;
    const outgoing = request(`${url}/api/contexts`, {
      method: "POST",
      headers: { "content-type": "application/x-tar", ...headers },
    });
    const chunk = Buffer.alloc(64 * 1024);
    const send = () => {
      while (!answered && sent < bytes) {
        sent += chunk.length;
        if (!outgoing.write(chunk)) return void outgoing.once("drain", send);
      }
      if (!answered) outgoing.end();
    };
    outgoing.on("continue", () => {
      continued = true;
      send();
    });
    outgoing.on("error", (error) => !answered && reject(error));
    outgoing.on("response", async (response) => {
      answered = true;
      let text = "";
      for await (const part of response.setEncoding("utf8")) text += part;
      resolve({ status: response.statusCode ?? 0, code: JSON.parse(text).code, sent, continued });
      outgoing.destroy();
    });
    if (headers.expect === undefined) send();
    else outgoing.flushHeaders();
  });
}

test("2 GB with a Content-Length are refused before they are sent", async () => {
  const answer = await upload(2e9, { "content-length": 2e9, expect: "100-continue" });
  expect(answer).toEqual({ status: 413, code: "request/too-large", sent: 0, continued: false });
});

test("2 GB without a Content-Length are refused at the limit, while the client is still sending", async () => {
  const answer = await upload(2e9, { "transfer-encoding": "chunked" });
  expect(answer).toMatchObject({ status: 413, code: "request/too-large" });
  expect(answer.sent).toBeLessThan(LIMIT * 20);
});

test("2 GB from a client that does not wait for 100 Continue are refused at once", async () => {
  const answer = await upload(2e9, { "content-length": 2e9 });
  expect(answer).toMatchObject({ status: 413, code: "request/too-large" });
});

test("a small enough body gets 100 Continue", async () => {
  const answer = await upload(10_240, { "transfer-encoding": "chunked", expect: "100-continue" });
  expect(answer.continued).toBe(true);
  expect(answer.status).not.toBe(413);
});

test("a file of 2 GB is refused as well", async () => {
  const response = await fetch(`${url}/api/blobs/sha256:${"0".repeat(64)}`, {
    method: "PUT",
    body: new Uint8Array(LIMIT + 1),
  });
  expect(response.status).toBe(413);
  expect([...server.services.blobs.list()]).toEqual([]);
});
