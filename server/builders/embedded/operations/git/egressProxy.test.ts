import * as http from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_DOWNLOADS, openDownloads } from "../../sources/downloads.ts";
import { type EgressProxy, openEgressProxy } from "./egressProxy.ts";

const settings = { maxBytes: 1e6, maxSeconds: 10, newFolder: NO_DOWNLOADS.newFolder };
const everything = openDownloads(undefined, settings);
const nothing = openDownloads({ check: () => ({ allowed: false, reason: "not for builds" }) }, settings);

let target: http.Server;
let port = 0;
const heard: (string | undefined)[] = [];
const open: EgressProxy[] = [];

beforeAll(async () => {
  target = http.createServer((request, response) => {
    heard.push(request.headers["proxy-authorization"]);
    response.end("there");
  });
  await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
  const address = target.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});

afterAll(() => {
  for (const proxy of open) proxy.close();
  target.close();
});

async function proxyFor(downloads: typeof everything): Promise<EgressProxy> {
  const proxy = await openEgressProxy(downloads);
  open.push(proxy);
  return proxy;
}

/** The proxy's response to a request for our server: by its full URL, or as a tunnel. */
function ask(proxy: EgressProxy, method: "GET" | "CONNECT", authorization = proxy.authorization): Promise<number> {
  const path = method === "GET" ? `http://127.0.0.1:${port}/` : `127.0.0.1:${port}`;
  const headers = { "proxy-authorization": authorization };
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port: proxy.port, method, path, headers });
    request.on("response", (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    request.on("connect", (answer, socket) => {
      socket.destroy();
      resolve(answer.statusCode ?? 0);
    });
    request.on("error", reject);
    request.end();
  });
}

for (const method of ["GET", "CONNECT"] as const) {
  test(`allows ${method} to an address that builds may reach`, async () => {
    expect(await ask(await proxyFor(everything), method)).toBe(200);
  });

  test(`refuses ${method} to an address that builds may not reach, with a reason`, async () => {
    const proxy = await proxyFor(nothing);
    expect(await ask(proxy, method)).toBe(403);
    expect(proxy.refusal()).toBe("not for builds");
  });

  test(`refuses ${method} without the password`, async () => {
    expect(await ask(await proxyFor(everything), method, "Basic c3RyYXRhOng=")).toBe(407);
  });
}

test("does not reveal its password", () => {
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.every((header) => header === undefined)).toBe(true);
});
