import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createTestApp, type TestApp } from "../testApp.ts";

let test: TestApp;
let url: string;
/** Two browsers. */
let victim: string;
let attacker: string;
let id: string;

type Method = "GET" | "POST" | "PUT" | "DELETE";

function send(
  cookie: string,
  method: Method,
  path: string,
  payload?: object | string,
  more: Record<string, string> = {},
) {
  const headers = { host: "localhost", ...(cookie === "" ? {} : { cookie }), ...more };
  return test.app.inject({ method, url: path, headers, ...(payload === undefined ? {} : { payload }) });
}

async function newBrowser(): Promise<string> {
  return String((await send("", "GET", "/api/workspaces")).headers["set-cookie"] ?? "").split(";")[0] ?? "";
}

/** The status of the answer to a handshake: 101 if a terminal opened. */
function handshake(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url.replace("http", "ws") + path, { headers });
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    socket.on("open", () => {
      socket.terminate();
      resolve(101);
    });
    socket.on("error", () => {});
  });
}

beforeAll(async () => {
  test = await createTestApp({ separate: true });
  url = await test.app.listen({ host: "127.0.0.1", port: 0 });
  [victim, attacker] = [await newBrowser(), await newBrowser()];
  const spec = { image: "busybox", name: "secret", ports: [{ container: 80, protocol: "tcp", host: 8000 }] };
  id = (await send(victim, "POST", "/api/containers", spec)).json().id;
  await send(victim, "POST", `/api/containers/${id}/start`);
  await send(victim, "POST", "/api/volumes", { name: "secret" });
});
afterAll(() => test.close());

describe("attacks on another person's containers on a server for several", () => {
  it("they and their volumes are not listed for another cookie or without one", async () => {
    for (const cookie of [attacker, ""]) {
      expect((await send(cookie, "GET", "/api/containers")).json().containers).toEqual([]);
      expect((await send(cookie, "GET", "/api/volumes")).json().volumes).toEqual([]);
    }
  });

  it.each([
    ["looked at", "GET", ""],
    ["removed", "DELETE", "?force=true"],
    ["started", "POST", "/start"],
    ["stopped", "POST", "/stop"],
    ["killed", "POST", "/kill"],
    ["restarted", "POST", "/restart"],
    ["paused", "POST", "/pause"],
    ["continued", "POST", "/unpause"],
    ["read by its log", "GET", "/logs"],
    ["followed by its log", "GET", "/logs?follow=true"],
    ["searched for processes", "GET", "/top"],
    ["measured", "GET", "/stats"],
    ["searched for changes", "GET", "/changes"],
    ["searched for files", "GET", "/files"],
    ["copied out of", "GET", "/archive?path=/"],
    ["asked on its port", "GET", "/answer?port=80"],
  ] as const)("one is not %s by who knows its ID or name", async (_what, method, rest) => {
    for (const ref of [id, id.slice(0, 12), "secret"]) {
      const answer = await send(attacker, method, `/api/containers/${ref}${rest}`);
      expect([answer.statusCode, answer.json().code]).toEqual([404, "container/not-found"]);
    }
  });

  it("one is not renamed, committed, or copied into by who knows its ID", async () => {
    const tar = { "content-type": "application/x-tar" };
    for (const answer of [
      await send(attacker, "POST", `/api/containers/${id}/rename`, { name: "mine" }),
      await send(attacker, "POST", `/api/containers/${id}/commit`, { tag: "mine" }),
      await send(attacker, "PUT", `/api/containers/${id}/archive?path=/`, "evil", tar),
    ]) {
      expect(answer.json().code).toBe("container/not-found");
    }
    expect((await send(victim, "GET", `/api/containers/${id}`)).json()).toMatchObject({
      name: "secret",
      state: { phase: "running" },
    });
  });

  it("no terminal opens in one for another cookie, and none for a page of another origin", async () => {
    const exec = encodeURIComponent(JSON.stringify({ command: ["sh"], terminal: true, stdin: true }));
    const terminal = `/api/containers/${id}/terminal?exec=${exec}`;
    expect(await handshake(terminal, { cookie: attacker })).toBe(404);
    expect(await handshake(terminal, {})).toBe(404);
    expect(await handshake(terminal, { cookie: victim, origin: "http://127.0.0.1:8000" })).toBe(403);
    expect(await handshake(terminal, { cookie: victim, origin: "null" })).toBe(403);
    expect(await handshake(terminal, { cookie: victim, "sec-fetch-site": "same-site" })).toBe(403);
    expect(await handshake(terminal, { cookie: victim, host: "evil.example" })).toBe(403);
    expect(test.containers.started).toEqual([]);
  });

  it("a terminal to come back to is not found by who knows its name", async () => {
    const exec = encodeURIComponent(JSON.stringify({ command: ["sh"], terminal: true, stdin: true }));
    const terminal = `/api/containers/${id}/terminal?exec=${exec}&session=known`;
    expect(await handshake(terminal, { cookie: victim })).toBe(101);
    expect(await handshake(terminal, { cookie: attacker })).toBe(404);
    expect(test.containers.started).toHaveLength(1);
  });

  it("a volume is not read, and not removed, by who knows its name", async () => {
    expect((await send(attacker, "GET", "/api/volumes/secret")).json().code).toBe("volume/not-found");
    expect((await send(attacker, "DELETE", "/api/volumes/secret")).json().code).toBe("volume/not-found");
    await send(attacker, "POST", "/api/volumes/prune?all=true");
    expect((await send(victim, "GET", "/api/volumes")).json().volumes).toHaveLength(1);
  });
});
