import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { containerListSchema, containerSchema } from "#contract/container.ts";
import { imageListSchema } from "#contract/image.ts";
import { routes } from "#contract/routes.ts";
import { processesBelow } from "./processesBelow.ts";
import { type RunningServer, spawnServer } from "./runningServer.ts";
import { rounds } from "./sampled.ts";

const VICTIMS = ["builder", "server", "both", "containers"] as const;
/** In this run; `STRATA_TEST_KILLS` asks for more. Each kind of victim gets as many, once in the short form of the tests. */
const KILLS = Number(process.env.STRATA_TEST_KILLS ?? rounds("kills at random moments", 20, VICTIMS.length));
/** What the processes are found by. */
const PROGRAMS = { builder: "builders/embedded", containers: "containers/process" } as const;

const data = mkdtempSync(join(tmpdir(), "strata-kills-"));
/** Control groups of processes that were killed here earlier. */
const before = new Set(groups("/sys/fs/cgroup"));

afterAll(() => rmSync(data, { recursive: true, force: true }));

it(`${KILLS} kills at random moments lose no finished image and leave nothing behind`, {
  timeout: 300_000,
}, async () => {
  const finished = new Set<string>();
  let server = await spawnServer({ data });
  for (let round = 0; round < KILLS; round++) {
    finished.add(await buildWhole(server, round));
    const victim = VICTIMS[round % VICTIMS.length] ?? "both";
    const container = await runContainer(server, round);
    finished.add(await commit(server, container));
    await killDuringBuild(server, round, victim);
    if (victim === "server" || victim === "both") {
      await exitOf(server);
      server = await spawnServer({ data });
    }
    if (victim !== "builder") await expectRestartable(server, container);
    await server.fetch(`${routes.container(container)}?force=true`, { method: "DELETE" });
    expect(await idsOf(server), `after round ${round}, ${victim}`).toEqual(expect.arrayContaining([...finished]));
    finished.add(await buildWhole(server, round + 1000));
  }
  await server.stop();
  await expect.poll(() => left(server), { timeout: 5000, interval: 50 }).toEqual([]);
});

async function buildWhole(server: RunningServer, round: number): Promise<string> {
  const dockerfileText = `FROM busybox\nRUN echo whole ${round} > /a\nRUN echo more >> /a\n`;
  const { finished, log } = await server.build({ dockerfileText, tags: [`whole:${round}`] });
  expect(finished.problem, `${JSON.stringify(finished.problem)} ${log}`).toBeUndefined();
  return finished.image?.id ?? "";
}

/** A container that has written something, and waits. */
async function runContainer(server: RunningServer, round: number): Promise<string> {
  const command = ["sh", "-c", "echo one >> /kept; echo ready; sleep 600"];
  const created = await server.post(routes.containers(), { image: `whole:${round}`, command });
  const { id } = containerSchema.parse(await created.json());
  expect((await server.post(routes.containerStart(id), {})).status).toBe(204);
  await expect.poll(async () => (await server.fetch(routes.containerLogs(id))).text()).toContain("ready");
  return id;
}

async function commit(server: RunningServer, container: string): Promise<string> {
  const answer = await server.post(routes.containerCommit(container), { tag: `kept:${container.slice(0, 12)}` });
  const { id } = (await answer.json()) as { id: string };
  return id;
}

/** It is over, says why, and starts again with what it had written. */
async function expectRestartable(server: RunningServer, id: string): Promise<void> {
  const state = async () => {
    const answer = await server.fetch(`${routes.containers()}?all=true`);
    const { containers } = containerListSchema.parse(await answer.json());
    return containers.find((container) => container.id === id)?.state;
  };
  await expect.poll(state).toMatchObject({ phase: "exited", code: 137, reason: "server" });
  expect((await server.post(routes.containerStart(id), {})).status).toBe(204);
  const kept = async () => (await server.fetch(routes.containerArchive(id, "/kept"))).text();
  await expect.poll(kept).toContain("one\none\n");
}

/** The moment differs from round to round and from run to run: between a queued build and its fifth RUN. */
async function killDuringBuild(server: RunningServer, round: number, victim: (typeof VICTIMS)[number]): Promise<void> {
  const steps = Array.from({ length: 5 }, (_, step) => `RUN head -c 3000000 /dev/urandom > /f${step}; sleep 0.05`);
  await server.start({ dockerfileText: ["FROM busybox", `ENV ROUND=${round}`, ...steps, ""].join("\n") });
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 500));
  const { pid } = server.process;
  if (pid === undefined) throw new Error("the server has no process");
  const program = victim === "containers" ? PROGRAMS.containers : PROGRAMS.builder;
  const helpers = processesBelow(pid).filter(({ command }) => command.includes(program));
  if (victim === "server" || victim === "both") process.kill(pid, "SIGKILL");
  if (victim !== "server") for (const helper of helpers) kill(helper.pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It exited on its own, or with its parent.
  }
}

async function exitOf({ process: child }: RunningServer): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once("exit", resolve));
}

async function idsOf(server: RunningServer): Promise<string[]> {
  const list = imageListSchema.parse(await (await server.fetch(routes.images())).json());
  return list.images.map(({ id }) => id);
}

/** What a build can leave: processes, mounts, and control groups. Those of a live program don't count. */
function left({ data: folder }: RunningServer): string[] {
  const all = processesBelow(1);
  const held = new Set(
    all.filter(({ command }) => /\bnode\b/.test(command)).flatMap(({ pid }) => [pid, ...processesBelow(pid).map(idOf)]),
  );
  const processes = all
    .filter(({ command }) => /strata-sandbox|\/dev\/urandom|sleep 600|containers\/process/.test(command))
    .filter(({ pid }) => !held.has(pid));
  const mounts = readFileSync("/proc/self/mounts", "utf8")
    .split("\n")
    .filter((line) => line.includes(folder));
  const living = new Set(all.map(idOf));
  const dead = groups("/sys/fs/cgroup").filter((path) => !before.has(path) && !living.has(makerOf(path)));
  return [...processes.map(({ command }) => command), ...mounts, ...dead];
}

const idOf = ({ pid }: { pid: number }): number => pid;

/** A group is named after the process that created it. */
function makerOf(group: string): number {
  return Number(/strata-(\d+)-[^/]*$/.exec(group)?.[1]);
}

function groups(root: string): string[] {
  try {
    return readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => /(^|\/)strata-[^/]*$/.test(path));
  } catch {
    return [];
  }
}
