import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { routes } from "#contract/routes.ts";
import { processesBelow } from "./acceptance/processesBelow.ts";
import { type RunningServer, spawnServer } from "./acceptance/runningServer.ts";

let data: string;
const servers: RunningServer[] = [];

async function start(): Promise<RunningServer> {
  const server = await spawnServer({ data });
  servers.push(server);
  return server;
}

beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), "strata-lifecycle-"));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

/** A build that sleeps in a RUN, seen to be there; what its server started, by process id. */
async function startSleeping(server: RunningServer): Promise<{ id: string; pids: number[] }> {
  const id = await server.start({ dockerfileText: "FROM busybox\nRUN echo begun; sleep 1000\n" });
  const below = () => processesBelow(server.process.pid ?? 0);
  await expect
    .poll(() => below().some(({ command }) => command.includes("sleep 1000")), { timeout: 10_000 })
    .toBe(true);
  return { id, pids: below().map(({ pid }) => pid) };
}

const alive = (pids: number[]) => processesBelow(1).filter(({ pid }) => pids.includes(pid));
const mounts = () => readFileSync("/proc/self/mounts", "utf8");

test("canceling a build ends every process of its RUN", async () => {
  const server = await start();
  const { id } = await startSleeping(server);
  await server.fetch(routes.build(id), { method: "DELETE" });
  const events = await server.events(id);
  expect(events.at(-1)).toMatchObject({ type: "finished", state: "canceled" });
  await expect
    .poll(() => processesBelow(server.process.pid ?? 0).filter(({ command }) => command.includes("sleep 1000")))
    .toEqual([]);
});

test("a stopped server ends its builds and their processes, and leaves nothing mounted", async () => {
  const server = await start();
  const { id, pids } = await startSleeping(server);
  const reading = server.events(id);
  const began = Date.now();
  await server.stop();
  expect(server.process.exitCode).toBe(0);
  expect(Date.now() - began).toBeLessThan(8000);
  expect((await reading).at(-1)).toMatchObject({
    type: "finished",
    state: "failed",
    problem: { code: "build/server-stopped" },
  });
  expect(alive(pids)).toEqual([]);
  expect(mounts()).not.toContain(data);
  expect(await (await start()).state(id)).toMatchObject({ state: "failed", problem: { code: "build/server-stopped" } });
});

test("a server that is killed leaves no process behind, and the next one reports the end of its builds", async () => {
  const server = await start();
  const { id, pids } = await startSleeping(server);
  servers.pop()?.process.kill("SIGKILL");
  await expect.poll(() => alive(pids), { timeout: 10_000 }).toEqual([]);
  expect(mounts()).not.toContain(data);
  const next = await start();
  expect(await next.state(id)).toMatchObject({ state: "failed", problem: { code: "build/server-stopped" } });
  const told = await next.events(id);
  expect(told.map((event) => event.type)).toContain("planned");
  expect(told.at(-1)).toMatchObject({ type: "finished" });
});

test("a restarted server has the images, their files, and the cache", async () => {
  const text = "FROM busybox\nRUN echo hello > /greeting\n";
  const first = await start();
  const { finished } = await first.build({ dockerfileText: text, tags: ["kept"] });
  expect(finished.state).toBe("done");
  await first.stop();
  const second = await start();
  const files = (await (await second.fetch(routes.imageFiles("kept", "/greeting"))).json()) as { text: string };
  expect(files.text).toBe("hello\n");
  const again = await second.build({ dockerfileText: text });
  expect(again.events).toContainEqual(expect.objectContaining({ type: "step", state: "cached" }));
});

test("an image can be tagged, listed, archived, and removed", async () => {
  const server = await start();
  const { finished } = await server.build({ dockerfileText: "FROM busybox\nLABEL a=b\n", tags: ["one:1"] });
  const id = finished.image?.id ?? "";
  expect((await server.post(routes.imageTags("one:1"), { tag: "team/two" })).status).toBe(201);
  const { images } = (await (await server.fetch(routes.images())).json()) as {
    images: { id: string; tags: string[] }[];
  };
  expect(images).toMatchObject([{ id, tags: ["one:1", "team/two:latest"] }]);
  const archive = await server.fetch(routes.imageArchive("team/two"));
  expect(archive.headers.get("content-disposition")).toBe('attachment; filename="one-1.tar"');
  expect((await archive.bytes()).length).toBe(Number(archive.headers.get("content-length")));
  expect((await server.fetch(routes.image(id), { method: "DELETE" })).status).toBe(204);
  const gone = await server.fetch(routes.image("one:1"));
  expect(gone.status).toBe(404);
  expect(await gone.json()).toMatchObject({ code: "image/not-found" });
});
