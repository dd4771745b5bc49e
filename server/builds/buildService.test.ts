import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Build, buildSchema } from "#contract/build.ts";
import { type BuildEvent, buildEventSchema } from "#contract/buildEvent.ts";
import { type BuildLog, openBuildLog } from "./buildLog.ts";
import { BuildService } from "./buildService.ts";
import type { BuildServiceOptions } from "./buildServiceOptions.ts";
import { ScriptedBuilder } from "./scriptedBuilder.ts";

let dir: string;
let log: BuildLog;
let builder: ScriptedBuilder;
const failures: unknown[] = [];

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "strata-builds-"));
  log = openBuildLog(dir);
  builder = new ScriptedBuilder();
  failures.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  log.close();
  rmSync(dir, { recursive: true });
});

function service(options: Partial<BuildServiceOptions["queue"]> = {}, now = Date.now): BuildService {
  return new BuildService({
    builders: [builder],
    standardBuilder: "embedded",
    log,
    queue: { running: 1, waiting: 2, keep: 10, seconds: 60, ...options },
    logBytes: 1_000_000,
    onFailure: (error) => failures.push(error),
    now,
  });
}

function buildOf(builds: BuildService, id: string): Build {
  return buildSchema.parse(JSON.parse(builds.kept.text("w", id)));
}

async function eventsOf(builds: BuildService, id: string, after = 0): Promise<[number, BuildEvent][]> {
  const events: [number, BuildEvent][] = [];
  for await (const event of builds.events("w", id, after, new AbortController().signal)) {
    events.push([event.id, buildEventSchema.parse(JSON.parse(event.json))]);
  }
  return events;
}

test("a late reader and one from the start read the same events", async () => {
  const builds = service();
  const id = builds.start("w", {});
  const early = eventsOf(builds, id);
  const build = await builder.held(0);
  build.emit({ type: "planned", stages: [], steps: [] });
  build.emit({ type: "log", step: "a", stream: "stdout", text: "hello" });
  build.finish();
  const all = await early;
  expect(all.map(([number, event]) => [number, event.type])).toEqual([
    [1, "planned"],
    [2, "log"],
    [3, "finished"],
  ]);
  expect(await eventsOf(builds, id)).toEqual(all);
  expect(await eventsOf(builds, id, 2)).toEqual(all.slice(2));
  expect(buildOf(builds, id).state).toBe("done");
});

test("builds over the limit are queued", async () => {
  const builds = service();
  const first = builds.start("w", {});
  const second = builds.start("w", {});
  (await builder.held(0)).emit({ type: "planned", stages: [], steps: [] });
  expect([buildOf(builds, first).state, buildOf(builds, second).state]).toEqual(["running", "queued"]);
  (await builder.held(0)).finish();
  expect((await builder.held(1)).job.id).toBe(second);
});

test("a queued build reports how many come before it, and again as the queue moves", async () => {
  const builds = service();
  builds.start("w", {});
  const second = builds.start("w", {});
  const third = builds.start("w", {});
  expect([second, third].map((id) => buildOf(builds, id).ahead)).toEqual([0, 1]);
  builds.cancel("w", second);
  expect(buildOf(builds, third).ahead).toBe(0);
  (await builder.held(0)).finish();
  (await builder.held(1)).emit({ type: "planned", stages: [], steps: [] });
  expect(buildOf(builds, third).ahead).toBeUndefined();
  (await builder.held(1)).finish();
  const told = (await eventsOf(builds, third)).flatMap(([, event]) => (event.type === "queued" ? event.ahead : []));
  expect(told).toEqual([1, 0]);
});

test("a queued build says in how long it starts, once builds were through", async () => {
  let now = 1000;
  const builds = service({}, () => now);
  builds.start("w", {});
  const early = builds.start("w", {});
  expect(buildOf(builds, early)).toMatchObject({ state: "queued", ahead: 0 });
  expect(buildOf(builds, early).startsIn).toBeUndefined();
  now = 5000;
  (await builder.held(0)).finish();
  await builder.held(1);
  now = 6000;
  const [next, last] = [builds.start("w", {}), builds.start("w", {})];
  expect([next, last].map((id) => buildOf(builds, id).startsIn)).toEqual([3000, 7000]);
});

test("a full queue rejects builds, and has room again when one is canceled", async () => {
  const builds = service();
  builds.start("w", {});
  const waiting = builds.start("w", {});
  builds.start("w", {});
  expect(() => builds.start("w", {})).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: "build/queue-full" }) }),
  );
  builds.cancel("w", waiting);
  expect(buildOf(builds, waiting).state).toBe("canceled");
  expect(() => builds.start("w", {})).not.toThrow();
});

test("canceling a running build ends it as canceled", async () => {
  const builds = service();
  const id = builds.start("w", {});
  const build = await builder.held(0);
  builds.cancel("w", id);
  expect(build.signal.aborted).toBe(true);
  expect((await eventsOf(builds, id)).at(-1)?.[1]).toMatchObject({ type: "finished", state: "canceled" });
});

test("a build that takes too long fails with its time limit", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const builds = service({ seconds: 3 });
  const id = builds.start("w", {});
  await builder.held(0);
  await vi.advanceTimersByTimeAsync(3000);
  expect(buildOf(builds, id)).toMatchObject({
    state: "failed",
    problem: { code: "build/timeout", detail: expect.stringContaining("3 seconds") },
  });
});

test("a build whose events can't be written ends, and reports that the store is full", async () => {
  const listeners: ((error: unknown) => void)[] = [];
  log = { ...log, onWriteError: (listener) => void listeners.push(listener) };
  const builds = service();
  const id = builds.start("w", {});
  const build = await builder.held(0);
  for (const tell of listeners) tell(new Error("no space left"));
  expect(build.signal.aborted).toBe(true);
  await eventsOf(builds, id);
  expect(buildOf(builds, id).problem?.code).toBe("store/full");
  expect(failures).toHaveLength(1);
});

test("a build ends without a builder that does not stop", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  builder = new ScriptedBuilder({ deaf: true });
  const builds = service();
  const id = builds.start("w", {});
  const build = await builder.held(0);
  builds.cancel("w", id);
  await vi.advanceTimersByTimeAsync(5000);
  expect(buildOf(builds, id).state).toBe("canceled");
  build.emit({ type: "planned", stages: [], steps: [] });
  expect(log.read(id, 0, 10)).toHaveLength(1);
  expect(failures).toHaveLength(1);
});

test("a builder that crashes fails one build, and the next one runs", async () => {
  const builds = service();
  const broken = builds.start("w", {});
  const next = builds.start("w", {});
  (await builder.held(0)).crash(new Error("/secret/path exploded"));
  (await builder.held(1)).finish();
  await eventsOf(builds, next);
  expect(buildOf(builds, broken).problem).toMatchObject({ code: "internal" });
  expect(JSON.stringify(buildOf(builds, broken))).not.toContain("secret");
  expect(failures).toHaveLength(1);
});

test("a build belongs to its workspace", () => {
  const builds = service();
  const id = builds.start("w", {});
  expect(() => builds.kept.text("other", id)).toThrow(/not found/);
  expect(() => builds.cancel("other", id)).toThrow(/not found/);
});

test("stopping fails queued and running builds, and closes the builder", async () => {
  const builds = service();
  const ids = [builds.start("w", {}), builds.start("w", {})];
  await builder.held(0);
  await builds.stop();
  for (const id of ids) expect(buildOf(builds, id).problem?.code).toBe("build/server-stopped");
  expect(builder.closed).toBe(true);
});

test("builds that were running when a server died are marked by the next one", async () => {
  const builds = service();
  const id = builds.start("w", {});
  (await builder.held(0)).emit({ type: "log", step: "a", stream: "stdout", text: "half" });
  log.close();
  log = openBuildLog(dir);
  const next = service();
  expect(buildOf(next, id)).toMatchObject({ state: "failed", problem: { code: "build/server-stopped" } });
  expect((await eventsOf(next, id)).map(([, event]) => event.type)).toEqual(["log", "finished"]);
});

test("secrets and build arguments are not written to disk", async () => {
  const builds = service();
  const id = builds.start("w", { secrets: { token: "very-secret" }, buildArgs: { A: "private" } });
  (await builder.held(0)).finish();
  await eventsOf(builds, id);
  log.close();
  const written = readdirSync(dir).map((file) => readFileSync(path.join(dir, file), "latin1"));
  expect(written.join()).not.toMatch(/very-secret|private/);
  log = openBuildLog(dir);
});

test("work that needs a pause waits for running builds, and new ones wait for it", async () => {
  const builds = service({ running: 2 });
  builds.start("w", {});
  const first = await builder.held(0);
  const order: string[] = [];
  const paused = builds.whilePaused(60_000, async () => void order.push("quiet"));
  const second = builds.start("w", {});
  await Promise.resolve();
  expect(buildOf(builds, second).state).toBe("queued");
  first.finish();
  await paused;
  expect(order).toEqual(["quiet"]);
  (await builder.held(1)).finish();
  await eventsOf(builds, second);
});

test("a build that takes longer than the patience continues, and so do those that waited", async () => {
  const builds = service({ running: 2 });
  builds.start("w", {});
  const first = await builder.held(0);
  expect(await builds.whilePaused(5, async () => "quiet")).toBeUndefined();
  builds.start("w", {});
  for (const build of [first, await builder.held(1)]) build.finish();
});

test("lists builds newest first, in pages, each in its current state", async () => {
  const builds = service({ running: 1, waiting: 9 });
  const ids = [builds.start("w", {}), builds.start("w", {}), builds.start("w", {})];
  const source = { type: "source", dockerfile: "Dockerfile", dockerfileText: "FROM scratch" } as const;
  const first = await builder.held(0);
  first.emit(source);
  first.finish();
  (await builder.held(1)).emit(source);
  const newest = builds.kept.list("w", { limit: 2 });
  expect(newest).toMatchObject({
    builds: [
      { id: ids[2], state: "queued" },
      { id: ids[1], state: "running" },
    ],
  });
  expect(newest.more).toBe(true);
  expect(newest.builds[1]).not.toHaveProperty("source");
  const oldest = builds.kept.list("w", { limit: 2, before: ids[1] });
  expect(oldest).toMatchObject({ builds: [{ id: ids[0], state: "done", image: {} }], more: false });
  expect(oldest.builds[0]).not.toHaveProperty("source");
  expect(builds.kept.list("other", { limit: 2 })).toEqual({ builds: [], more: false });
  expect(() => builds.kept.list("other", { limit: 2, before: ids[1] })).toThrow("not found");
  for (const index of [1, 2]) (await builder.held(index)).finish();
});

test("a trial is built and can be asked for, but is neither listed, nor told of, nor the newest build", async () => {
  const builds = service({ running: 2 });
  const told: string[] = [];
  builds.listeners.onState((_, { id }) => told.push(id));
  const real = builds.start("w", {});
  const first = await builder.held(0);
  first.finish();
  await eventsOf(builds, real);
  const trial = builds.start("w", { trial: true });
  const id = `sha256:${"f".repeat(64)}` as const;
  (await builder.held(1)).finish({ image: { id, tags: [] } });
  await eventsOf(builds, trial);
  expect(buildOf(builds, trial)).toMatchObject({ state: "done", trial: true, image: { id } });
  expect(builds.kept.list("w", { limit: 9 }).builds.map((build) => build.id)).toEqual([real]);
  expect(builds.kept.newestImage("w")).not.toBe(id);
  expect(new Set(told)).toEqual(new Set([real]));
});
