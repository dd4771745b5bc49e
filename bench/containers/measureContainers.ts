import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Docker from "dockerode";
import { launchServer } from "#server/acceptance/launchServer.ts";
import { processesBelow } from "#server/acceptance/processesBelow.ts";
import { residentBytes } from "#server/acceptance/residentMemory.ts";
import { median } from "../median.ts";
import { engineProcesses } from "../reference.ts";

const IMAGE = "busybox:latest";
const IDLE = 50;

interface Engine {
  readonly name: string;
  readonly docker: Docker;
  readonly processes: () => Iterable<number>;
  close(): Promise<void>;
}

/**
 * What `docker run --rm busybox true` asks of an engine, on Strata's engine socket and on Docker's (`DOCKER_HOST`) in turn, and
 * what 50 idle containers cost: all processes of the engine, those in the containers too, before and after.
 */
export async function measureContainers(runs: number, isAlone: boolean): Promise<void> {
  const engines = [await startStrata(), ...(isAlone ? [] : [startDocker()])];
  try {
    const times = engines.map((): number[] => []);
    for (const engine of engines) await pull(engine);
    for (const engine of engines) await runOnce(engine);
    for (let index = 0; index < runs; index++) {
      for (const [place, engine] of engines.entries()) times[place]?.push(await timeOf(engine));
    }
    const idle: number[] = [];
    for (const engine of engines) idle.push(await idleBytes(engine));
    console.log(
      `Median of ${runs} runs (fastest–slowest) of ${IMAGE}, and memory of one of ${IDLE} idle containers.\n`,
    );
    console.log(`| ${["containers", ...engines.map(({ name }) => name), "ratio"].join(" | ")} |`);
    console.log(`|${"---|".repeat(2 + engines.length)}`);
    console.log(row("docker run --rm busybox true", times.map(timesText), ratioOf(times.map(median))));
    console.log(row("one idle container", idle.map(sizeText), ratioOf(idle)));
  } finally {
    for (const engine of engines) await engine.close();
  }
}

async function startStrata(): Promise<Engine> {
  const data = mkdtempSync(join(tmpdir(), "strata-bench-"));
  const env = {
    STRATA_REGISTRY_MIRROR: "http://127.0.0.1:5000",
    STRATA_MAX_CONTAINERS: String(IDLE + 10),
    ...process.env,
  };
  const server = launchServer({ ...env, PORT: "0", STRATA_DATA: data }, { stderr: "inherit" });
  await server.listening();
  const pid = server.process.pid ?? -1;
  return {
    name: "Strata",
    docker: new Docker({ socketPath: join(data, "docker.sock") }),
    processes: () => [pid, ...processesBelow(pid).map((below) => below.pid)],
    async close() {
      server.process.kill("SIGTERM");
      await server.ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

const startDocker = (): Engine => ({
  name: "Docker",
  docker: new Docker(),
  processes: engineProcesses,
  close: () => Promise.resolve(),
});

async function pull({ docker }: Engine): Promise<void> {
  const stream = await docker.pull(IMAGE);
  await new Promise((resolve, reject) =>
    docker.modem.followProgress(stream, (error) => (error ? reject(error) : resolve(true))),
  );
}

/** The calls that the CLI makes: create, attach, wait, start. */
async function runOnce({ docker }: Engine): Promise<void> {
  const container = await docker.createContainer({ Image: IMAGE, Cmd: ["true"], HostConfig: { AutoRemove: true } });
  const output = await container.attach({ stream: true, stdout: true, stderr: true });
  const removed = container.wait({ condition: "removed" });
  await container.start();
  output.resume();
  const { StatusCode: code } = await removed;
  if (code !== 0) throw new Error(`the container ended with ${code}`);
}

async function timeOf(engine: Engine): Promise<number> {
  const start = performance.now();
  await runOnce(engine);
  return performance.now() - start;
}

async function idleBytes({ docker, processes }: Engine): Promise<number> {
  const before = residentBytes(processes());
  const containers = await Promise.all(
    Array.from({ length: IDLE }, () => docker.createContainer({ Image: IMAGE, Cmd: ["sleep", "600"] })),
  );
  for (const container of containers) await container.start();
  const after = residentBytes(processes());
  for (const container of containers) await container.remove({ force: true });
  return (after - before) / IDLE;
}

const timesText = (times: readonly number[]): string =>
  `${Math.round(median(times))} ms (${Math.round(Math.min(...times))}–${Math.round(Math.max(...times))})`;

const sizeText = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const ratioOf = ([ours = 0, theirs]: readonly number[]): string => (theirs ? `${(ours / theirs).toFixed(2)}×` : "");

const row = (name: string, cells: readonly string[], ratio: string): string =>
  `| ${[name, ...cells, ratio].join(" | ")} |`;
