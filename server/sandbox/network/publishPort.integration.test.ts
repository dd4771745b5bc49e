import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Guest, GuestFixture } from "./guestFixture.ts";
import { type PublishedListener, publishPort } from "./publishPort.ts";

const MEGABYTE = 1024 * 1024;
const guests = new GuestFixture();
const cleanups: (() => unknown)[] = [];

beforeAll(() => guests.prepare());
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});
afterAll(() => guests.remove());

async function start(script: string): Promise<Guest> {
  const guest = await guests.start(`${script}\n`);
  cleanups.push(async () => {
    guest.stop();
    await guest.run.wait();
  });
  return guest;
}

async function publish(guest: Guest, container: number): Promise<PublishedListener> {
  const listener = await publishPort(await guest.network, { container, protocol: "tcp" });
  cleanups.push(() => listener.close());
  return listener;
}

/** A busybox server for one connection after the other; `ready` is written when it listens. */
const serve = (port: number, command: string) => `echo ready; nc -ll -p ${port} -e sh -c '${command}'`;

async function isReady(guest: Guest, port: number): Promise<void> {
  await vi.waitFor(() => expect(guest.output()).toContain("ready"));
  const listener = await publish(guest, port);
  await vi.waitFor(async () => expect(await ask(listener.port, "")).not.toBe("refused"), {
    timeout: 5000,
    interval: 50,
  });
}

async function ask(port: number, text: string): Promise<string> {
  const socket = connect({ port, host: "127.0.0.1" });
  let answer = "";
  socket.on("data", (bytes: Buffer) => {
    answer += bytes.toString("latin1");
  });
  const failed = once(socket, "error").then(() => "refused");
  const ended = once(socket, "end").then(() => answer);
  socket.end(text);
  const result = await Promise.race([failed, ended]);
  socket.destroy();
  return result;
}

describe("a published port", () => {
  it("leads to the guest, whose peer is its gateway", async () => {
    const guest = await start(serve(80, 'read line; echo "got $line"; netstat -tn | grep :80'));
    await isReady(guest, 80);
    const { port } = await publish(guest, 80);
    const answer = await ask(port, "hello\n");
    expect(answer).toContain("got hello");
    expect(answer).toMatch(/10\.117\.0\.2:80\s+(?:::ffff:)?10\.117\.0\.1:\d+/);
  });

  it("resets a connection to a port on which the guest does not listen", async () => {
    const guest = await start("sleep 60");
    const { port } = await publish(guest, 81);
    expect(await ask(port, "hello")).toBe("refused");
  });

  it("carries many megabytes both ways, for several clients at once", async () => {
    const guest = await start(serve(80, "cat"));
    await isReady(guest, 80);
    const { port } = await publish(guest, 80);
    const sent = "x".repeat(8 * MEGABYTE);
    const answers = await Promise.all([1, 2, 3].map(() => ask(port, sent)));
    expect(answers.map((answer) => answer.length)).toEqual([sent.length, sent.length, sent.length]);
  });

  it("makes a fast client wait for a slow guest", async () => {
    const guest = await start(serve(80, "read line && sleep 60"));
    await isReady(guest, 80);
    const { port } = await publish(guest, 80);
    const socket = connect({ port, host: "127.0.0.1" });
    cleanups.push(() => socket.destroy());
    const chunk = Buffer.alloc(MEGABYTE, "\n");
    let accepted = 0;
    while (socket.write(chunk) || (await drained(socket))) accepted++;
    expect(accepted).toBeLessThan(64);
  });

  it("is free again at once when it is closed, with its connections reset", async () => {
    const guest = await start(serve(80, "cat"));
    await isReady(guest, 80);
    const listener = await publishPort(await guest.network, { container: 80, protocol: "tcp" });
    const socket = connect({ port: listener.port, host: "127.0.0.1" });
    await once(socket, "connect");
    const ended = once(socket, "error").catch(() => undefined);
    await listener.close();
    await ended;
    const server = createServer().listen(listener.port, "127.0.0.1");
    await once(server, "listening");
    server.close();
  });

  it("says so if the machine's port is taken", async () => {
    const guest = await start("sleep 60");
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    cleanups.push(() => server.close());
    const address = server.address();
    const host = typeof address === "object" && address ? address.port : 0;
    await expect(publishPort(await guest.network, { container: 80, protocol: "tcp", host })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
  });

  it("counts what the guest sends and receives", async () => {
    const guest = await start(serve(80, "cat"));
    await isReady(guest, 80);
    const { port } = await publish(guest, 80);
    const network = await guest.network;
    const before = { ...network.traffic };
    await ask(port, "x".repeat(MEGABYTE));
    expect(network.traffic.received - before.received).toBeGreaterThan(MEGABYTE);
    expect(network.traffic.sent - before.sent).toBeGreaterThan(MEGABYTE);
  });
});

/** Whether the socket takes more within half a second. */
async function drained(socket: Socket): Promise<boolean> {
  const limit = AbortSignal.timeout(500);
  return await once(socket, "drain", { signal: limit }).then(
    () => true,
    () => false,
  );
}
