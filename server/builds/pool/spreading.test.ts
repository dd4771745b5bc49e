import { afterEach, expect, test, vi } from "vitest";
import { ScriptedBuilder } from "../scriptedBuilder.ts";
import { type OpenPool, openPool, settled } from "./poolFixture.ts";
import { rankFor } from "./rendezvous.ts";

let pool: OpenPool;
afterEach(async () => {
  vi.useRealTimers();
  await pool.close();
});

/** BuildKit's builders, each with room for so many builds. */
const builders = (ids: readonly string[], builds = 1) => ids.map((id) => new ScriptedBuilder({ id, builds }));
const assignmentOf = (id: string, owner = "w") => pool.buildOf(id, owner).assignment;

test("a workspace stays with its builder, whose cache is warm", async () => {
  pool = openPool(builders(["a", "b", "c"], 10), { standard: "buildkit" });
  const first = assignmentOf(await pool.start());
  expect(first?.code).toBe("standard");
  for (let again = 0; again < 5; again += 1)
    expect(assignmentOf(await pool.start())).toEqual({ builder: first?.builder, code: "warm" });
  expect(pool.builds.pool.stickiness).toEqual({ home: 6, elsewhere: 0 });
});

test("workspaces of one person have homes of their own", async () => {
  pool = openPool(builders(["a", "b", "c"], 100), { standard: "buildkit" });
  const homes = new Set<string | undefined>();
  for (let number = 0; number < 30; number += 1) {
    const workspace = String(number).padStart(22, "w");
    homes.add(assignmentOf(await pool.start({ workspace }))?.builder);
  }
  expect(homes.size).toBe(3);
});

test("a build waits a while for its home, then goes where there is room, always to the same one", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const three = builders(["a", "b", "c"]);
  pool = openPool(three, { standard: "buildkit", patience: 5000, now: Date.now });
  const home = assignmentOf(await pool.start())?.builder;
  const second = await pool.start();
  await vi.advanceTimersByTimeAsync(4999);
  expect(pool.buildOf(second).state).toBe("queued");
  await vi.advanceTimersByTimeAsync(1);
  const spilled = assignmentOf(second);
  expect(spilled).toEqual({ builder: expect.any(String), code: "spilled", instead: home });
  expect(spilled?.builder).not.toBe(home);
  const at = three.find(({ id }) => id === spilled?.builder);
  at?.started[0]?.finish();
  await pool.ended(second);
  const third = await pool.start();
  await vi.advanceTimersByTimeAsync(5000);
  expect(assignmentOf(third)?.builder).toBe(spilled?.builder);
});

test("a build whose home gets room in time stays there", async () => {
  const [home, ...others] = await homeFirst(["a", "b"]);
  pool = openPool([home, ...others], { standard: "buildkit", patience: 60_000 });
  const first = await pool.start();
  const second = await pool.start();
  home.started[0]?.finish();
  await pool.ended(first);
  await settled();
  expect(assignmentOf(second)).toEqual({ builder: home.id, code: "warm" });
});

test("a free builder takes a build of its own before one that would leave another home", async () => {
  const [home, other] = await homeFirst(["a", "b"]);
  if (other === undefined) return;
  let now = 0;
  pool = openPool([home, other], { standard: "buildkit", patience: 5000, now: () => now });
  const atOther = ["o1", "o2", "o3", "o4", "o5", "o6"].find(
    (owner) => rankFor(`${owner} `, members)[0]?.id === other.id,
  );
  const owner = atOther ?? "";
  for (const [at, of] of [
    [0, "w"],
    [0, owner],
    [1, "w"],
    [2, owner],
  ] as const) {
    now = at;
    await pool.start({}, of);
  }
  now = 60_000;
  other.started[0]?.finish();
  await other.held(1);
  expect(other.started[1]?.job.workspace).toBe(owner);
  other.started[1]?.finish();
  await other.held(2);
  expect(other.started[2]?.job.workspace).toBe("w");
});

const members = ["a", "b"].map((id) => ({ id, weight: 1 }));

test("who waits for a named builder holds up nobody, not even the same workspace", async () => {
  const [a, b] = [new ScriptedBuilder({ id: "a", builds: 1 }), new ScriptedBuilder({ id: "b", builds: 1 })];
  pool = openPool([a, b]);
  await pool.start({ builder: "a" }, "v");
  const stuck = await pool.start({ builder: "a" });
  const free = await pool.start({ builder: "b" });
  expect([pool.buildOf(stuck).state, pool.buildOf(free).state]).toEqual(["queued", "running"]);
  a.started[0]?.finish();
  await a.held(1);
  expect(a.started[1]?.job.id).toBe(stuck);
});

test("workspaces take turns at a builder, however many builds one of them has queued", async () => {
  const [only] = builders(["a"]);
  if (only === undefined) return;
  pool = openPool([only, new ScriptedBuilder({ id: "unused" })], { standard: "a" });
  const owners = ["v", "v", "v", "w", "x"];
  for (const owner of owners) await pool.start({}, owner);
  for (let index = 0; index < owners.length; index += 1) (await only.held(index)).finish();
  expect(only.started.map(({ job }) => job.workspace)).toEqual(["v", "v", "w", "x", "v"]);
});

test("each builder runs as many builds as its operator allows", async () => {
  const [a] = builders(["a"], 2);
  if (a === undefined) return;
  pool = openPool([a, new ScriptedBuilder()], { standard: "a" });
  for (let number = 0; number < 3; number += 1) await pool.start();
  expect(a.started).toHaveLength(2);
  const described = (await pool.builds.describe("w")).find(({ id }) => id === "a");
  expect(described?.load).toEqual({ running: 2, most: 2 });
});

/** The builders with the one first that is home to the workspace `w`. */
async function homeFirst(ids: readonly string[]): Promise<[ScriptedBuilder, ...ScriptedBuilder[]]> {
  const probe = openPool(builders(ids), { standard: "buildkit" });
  const home = probe.buildOf(await probe.start()).assignment?.builder ?? "";
  await probe.close();
  const [first, ...others] = builders([home, ...ids.filter((id) => id !== home)]);
  if (first === undefined) throw new Error("no builder");
  return [first, ...others];
}
