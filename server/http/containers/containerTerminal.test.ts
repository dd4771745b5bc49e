import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { UNREAD_BYTES } from "#contract/terminal.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

let server: TestApp;
let url: string;
beforeEach(async () => {
  server = await createTestApp();
  url = await server.app.listen({ host: "127.0.0.1", port: 0 });
  await server.containers.create(DEFAULT_OWNER, { image: "busybox", name: "web", terminal: true });
});
afterEach(() => server.close());

interface Seen {
  readonly socket: WebSocket;
  readonly text: () => string;
  readonly answers: unknown[];
  /** Resolves once what came satisfies the condition. */
  readonly until: (isEnough: () => boolean) => Promise<void>;
  readonly closed: Promise<number>;
}

function connect(query: Record<string, string>, headers: Record<string, string> = {}, name = "web"): Seen {
  const address = `${url.replace("http", "ws")}/api/containers/${name}/terminal?${new URLSearchParams(query)}`;
  const socket = new WebSocket(address, { headers });
  let text = "";
  const answers: unknown[] = [];
  const waiting = new Set<() => void>();
  socket.on("message", (data: Buffer, isBinary) => {
    if (isBinary) text += data.toString("utf8");
    else answers.push(JSON.parse(data.toString("utf8")));
    for (const wake of waiting) wake();
  });
  const closed = new Promise<number>((resolve) => {
    socket.on("close", resolve);
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    socket.on("error", () => {});
  });
  const until = (isEnough: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isEnough()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { socket, text: () => text, answers, until, closed };
}

const sh = JSON.stringify({ command: ["sh"], terminal: true, stdin: true });

test("a command beside the container's own gets what is typed and the size, and its end is told", async () => {
  await server.containers.start(DEFAULT_OWNER, "web");
  const seen = connect({ exec: sh, columns: "80", rows: "24" });
  seen.socket.on("open", () => {
    seen.socket.send(JSON.stringify({ type: "resize", columns: 100, rows: 30 }));
    seen.socket.send(Buffer.from("hello"));
  });
  await seen.until(() => seen.text() === "hello");
  const [{ session } = { session: undefined }] = server.containers.started;
  expect(session?.sizes).toEqual([
    { columns: 80, rows: 24 },
    { columns: 100, rows: 30 },
  ]);
  session?.end(3);
  await seen.closed;
  expect(seen.answers).toEqual([{ type: "ended", code: 3 }]);
});

test("a terminal that comes back sees again what it showed, and the command went on", async () => {
  await server.containers.start(DEFAULT_OWNER, "web");
  const first = connect({ exec: sh, session: "a" });
  first.socket.on("open", () => first.socket.send(Buffer.from("one ")));
  await first.until(() => first.text() === "one ");
  first.socket.terminate();
  await first.closed;
  server.containers.started[0]?.session.print("two ");
  const second = connect({ exec: sh, session: "a" });
  await second.until(() => second.text() === "one two ");
  expect(server.containers.started).toHaveLength(1);
  expect(server.containers.started[0]?.session.signals).toEqual([]);
});

test("a terminal without a name hangs up when its client is gone", async () => {
  await server.containers.start(DEFAULT_OWNER, "web");
  const seen = connect({ exec: sh });
  seen.socket.on("open", () => seen.socket.send(Buffer.from("x")));
  await seen.until(() => seen.text() === "x");
  const session = server.containers.started[0]?.session;
  seen.socket.terminate();
  expect(await session?.wait()).toBe(129);
  expect(session?.signals).toEqual(["HUP"]);
});

test("a client that paces itself gets no more than it has read", async () => {
  await server.containers.start(DEFAULT_OWNER, "web");
  const seen = connect({ exec: sh, paced: "true" });
  const command = await server.containers.first();
  const pieces = 64;
  const piece = "x".repeat(32 * 1024);
  for (let at = 0; at < pieces; at += 1) command.print(piece);
  await seen.until(() => seen.text().length > UNREAD_BYTES);
  const ahead = seen.text().length;
  expect(ahead).toBeLessThanOrEqual(UNREAD_BYTES + 2 * piece.length);
  let read = 0;
  await seen.until(() => {
    const bytes = seen.text().length - read;
    if (bytes > 0) seen.socket.send(JSON.stringify({ type: "read", bytes }));
    read += bytes;
    return read === pieces * piece.length;
  });
});

test("why a command can't be started is told over the open socket", async () => {
  const seen = connect({ exec: sh });
  await seen.closed;
  expect(seen.answers).toMatchObject([{ type: "problem", problem: { code: "container/state" } }]);
});

test("attached from its start, a container's output and exit code are told; closing ends nothing", async () => {
  const seen = connect({ start: "true" });
  const command = await server.containers.first();
  command.print("hi");
  command.detach();
  await seen.closed;
  expect([seen.text(), seen.answers]).toEqual(["hi", [{ type: "ended", code: 7 }]]);
  expect(server.containers.done).toEqual(["start web"]);
});

test("a foreign origin, an unknown container, and a plain request get no terminal", async () => {
  expect(await connect({}, { origin: "http://127.0.0.1:9" }).closed).toBe(403);
  expect(await connect({}, { host: "evil.example" }).closed).toBe(403);
  expect(await connect({}, {}, "other").closed).toBe(404);
  expect((await fetch(`${url}/api/containers/web/terminal`)).status).toBe(400);
  expect(server.containers.started).toEqual([]);
});
