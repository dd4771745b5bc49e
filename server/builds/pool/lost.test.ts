import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PlannedStep } from "#contract/build.ts";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import { problem } from "#contract/problem.ts";
import { ScriptedBuilder } from "../scriptedBuilder.ts";
import { type OpenPool, openPool } from "./poolFixture.ts";

let pool: OpenPool;
let builders: ScriptedBuilder[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  builders = ["a", "b"].map((id) => new ScriptedBuilder({ id, builds: 4 }));
  pool = openPool(builders, { standard: "buildkit", now: Date.now });
});
afterEach(async () => {
  vi.useRealTimers();
  await pool.close();
});

const LOST: Partial<FinishedEvent> = {
  state: "failed",
  problem: problem("builder/unreachable", "The builder is gone."),
};
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const STEP: PlannedStep = { id: "s", stage: 0, instruction: "RUN", title: "RUN a", range, configOnly: false };

/** A build that runs, the builder that has it, and the other one. */
async function running(): Promise<{ id: string; at: ScriptedBuilder; other: ScriptedBuilder }> {
  const id = await pool.start();
  const [at, other] = pool.buildOf(id).assignment?.builder === "a" ? builders : builders.toReversed();
  if (at === undefined || other === undefined) throw new Error("no builder");
  return { id, at, other };
}

async function described(id: string) {
  return (await pool.builds.describe("w")).find((builder) => builder.id === id);
}

test("a build whose builder is lost starts over at another one, and its log says so", async () => {
  const { id, at, other } = await running();
  at.started[0]?.emit({ type: "planned", stages: [], steps: [STEP] });
  at.started[0]?.finish(LOST);
  const again = await other.held(0);
  expect(pool.buildOf(id)).toMatchObject({ state: "running", steps: [] });
  expect(pool.buildOf(id).assignment).toEqual({ builder: other.id, code: "retried", instead: at.id });
  again.finish();
  expect((await pool.ended(id)).state).toBe("done");
  expect(pool.eventsSoFar(id).map(({ type }) => type)).toEqual(["assigned", "planned", "assigned", "finished"]);
  expect(pool.failures).toEqual([]);
});

test("a builder that breaks is lost too, and that is reported", async () => {
  const { id, at, other } = await running();
  at.started[0]?.crash(new Error("broken"));
  (await other.held(0)).finish();
  expect((await pool.ended(id)).state).toBe("done");
  expect(pool.failures).toHaveLength(1);
});

test("a build is tried twice at most", async () => {
  const { id, at, other } = await running();
  at.started[0]?.finish(LOST);
  (await other.held(0)).finish(LOST);
  expect((await pool.ended(id)).problem?.code).toBe("builder/unreachable");
  expect(at.started).toHaveLength(1);
});

test("a build of which a step failed of itself is not tried again", async () => {
  const { id, at, other } = await running();
  at.started[0]?.emit({ type: "planned", stages: [], steps: [STEP] });
  at.started[0]?.emit({ type: "step", step: "s", state: "failed", at: 1 });
  at.started[0]?.finish(LOST);
  expect((await pool.ended(id)).state).toBe("failed");
  expect(other.started).toHaveLength(0);
});

test("a canceled build is not tried again when its builder is lost", async () => {
  const { id, at, other } = await running();
  pool.builds.cancel("w", id);
  at.started[0]?.finish(LOST);
  expect((await pool.ended(id)).state).toBe("canceled");
  expect(other.started).toHaveLength(0);
});

test("a lost builder gets no builds until it answers again, and then gets its own", async () => {
  const { at, other } = await running();
  at.answers = false;
  at.started[0]?.finish(LOST);
  await other.held(0);
  expect(await described(at.id)).toMatchObject({ setAside: true, available: false });
  expect(pool.buildOf(await pool.start()).assignment).toMatchObject({ builder: other.id, instead: at.id });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(at.probes).toBeGreaterThan(1);
  at.answers = true;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await described(at.id)).toMatchObject({ available: true });
  expect(await described(at.id)).not.toHaveProperty("setAside");
  expect(pool.buildOf(await pool.start()).assignment).toEqual({ builder: at.id, code: "warm" });
});

test("who waits for a builder that stays away is told after half a minute", async () => {
  const { id, at } = await running();
  for (let more = 1; more < 4; more += 1) await pool.start({ builder: at.id });
  const waiting = await pool.start({ builder: at.id });
  expect(pool.buildOf(waiting).state).toBe("queued");
  at.answers = false;
  at.started[0]?.finish(LOST);
  await vi.advanceTimersByTimeAsync(29_900);
  expect(pool.buildOf(waiting).state).toBe("queued");
  await vi.advanceTimersByTimeAsync(200);
  expect(pool.buildOf(waiting).problem).toMatchObject({
    code: "builder/unreachable",
    detail: `The builder "${at.id}" does not answer.`,
  });
  expect((await pool.ended(await pool.start({ builder: at.id }))).problem?.code).toBe("builder/unreachable");
  expect(pool.buildOf(id).state).toBe("running");
});

test("a builder that was never there is not waited for", async () => {
  const gone = new ScriptedBuilder({ id: "gone" });
  gone.answers = false;
  const other = openPool([gone, ...builders], { standard: "buildkit" });
  const id = await other.start({ builder: "gone" });
  expect((await other.ended(id)).problem?.code).toBe("builder/unreachable");
  await other.close();
});

test("a builder that never says anything is waited for no longer than half a minute", async () => {
  const silent = new ScriptedBuilder({ id: "silent" });
  silent.describe = () => new Promise(() => {});
  const other = openPool([silent, ...builders], { standard: "buildkit", now: Date.now });
  const id = await other.start({ builder: "silent" });
  await vi.advanceTimersByTimeAsync(29_900);
  expect(other.buildOf(id).state).toBe("queued");
  await vi.advanceTimersByTimeAsync(200);
  expect(other.buildOf(id).problem?.code).toBe("builder/unreachable");
  await other.close();
});

test("one silent builder delays no answer about the others", async () => {
  const silent = new ScriptedBuilder({ id: "silent" });
  silent.describe = () => new Promise(() => {});
  const other = openPool([silent, ...builders], { standard: "buildkit" });
  expect((await other.builds.describe("w")).find(({ id }) => id === "silent")).toMatchObject({
    available: false,
    reason: "It has not answered yet.",
  });
  await other.close();
});

test("stopping ends a build that waits to start over", async () => {
  for (const builder of builders) builder.answers = false;
  const { id, at, other } = await running();
  for (let number = 0; number < 4; number += 1) await pool.start({ builder: other.id });
  at.started[0]?.finish(LOST);
  await vi.advanceTimersByTimeAsync(0);
  expect(pool.buildOf(id).state).toBe("running");
  await pool.builds.stop();
  expect(pool.buildOf(id).problem?.code).toBe("build/server-stopped");
});

test("a builder that is not there yet is no failure, holds up nothing, and gets builds when it appears", async () => {
  const late = new ScriptedBuilder({ id: "late", builds: 4 });
  late.answers = false;
  const first = new ScriptedBuilder({ id: "first", builds: 1000 });
  const scaled = openPool([first, late], { standard: "buildkit", now: Date.now });
  try {
    const owners = Array.from({ length: 20 }, (_, index) => `owner-${index}`);
    for (const owner of owners) await scaled.start({}, owner);
    expect([first.started.length, late.started.length]).toEqual([20, 0]);
    for (let minute = 0; minute < 10; minute += 1) await vi.advanceTimersByTimeAsync(60_000);
    expect(late.probes).toBeLessThan(20);
    expect(scaled.failures).toEqual([]);
    late.answers = true;
    await vi.advanceTimersByTimeAsync(75_000);
    for (const owner of owners) await scaled.start({}, owner);
    expect(late.started.length).toBeGreaterThan(0);
  } finally {
    await scaled.close();
  }
});
