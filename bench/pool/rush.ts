import { parseArgs } from "node:util";
import type { Build } from "#contract/build.ts";
import { percentile } from "../room/percentile.ts";
import { inProcess, onServer, type RushDriver } from "./rushDrivers.ts";

/**
 * `node bench/pool/rush.ts`: 200 builds from 40 workspaces, all queued at once, on four engines, of which one is killed when
 * a third is through. In this process on model builders, 20 times faster than real ones; `--server URL --kill COMMAND` does the
 * same on a running server with STRATA_SEPARATE=yes, several BuildKit builders, and STRATA_MAX_QUEUE=200.
 */
const { values } = parseArgs({
  options: {
    server: { type: "string" },
    kill: { type: "string", default: "true" },
    engines: { type: "string", default: "4" },
    builds: { type: "string", default: "2" },
    speed: { type: "string", default: "20" },
  },
});

const OWNERS = Array.from({ length: 40 }, (_, number) => `workspace-${number}`);
const ROUNDS = 5;

interface Ended {
  readonly owner: string;
  readonly build: Build;
}

async function rush(driver: RushDriver): Promise<readonly Ended[]> {
  const ends: Promise<Ended>[] = [];
  let through = 0;
  // All builds of the first workspaces come first: the queue has to share.
  for (const owner of OWNERS) {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await driver.start(owner, round);
      const end = driver.ended(owner, id).then((build) => {
        through += 1;
        if (through === (OWNERS.length * ROUNDS) / 5) driver.killOne();
        return { owner, build };
      });
      ends.push(end);
    }
  }
  return await Promise.all(ends);
}

/** From the first start to each workspace's last end, seconds of real builds. */
function turnaround(ended: readonly Ended[], speed: number): number[] {
  const begin = Math.min(...ended.map(({ build }) => build.createdAt));
  return OWNERS.map((owner) => {
    const ends = ended.filter((end) => end.owner === owner).map(({ build }) => build.finishedAt ?? 0);
    return ((Math.max(...ends) - begin) * speed) / 1000;
  });
}

/** When the first build of each workspace began. */
function firstStarts(ended: readonly Ended[], speed: number): number[] {
  const begin = Math.min(...ended.map(({ build }) => build.createdAt));
  return OWNERS.map((owner) => {
    const starts = ended.filter((end) => end.owner === owner).map(({ build }) => build.startedAt ?? 0);
    return ((Math.min(...starts) - begin) * speed) / 1000;
  });
}

function report(ended: readonly Ended[], { speed, foundCache }: RushDriver): void {
  const count = (take: (build: Build) => boolean) => ended.filter(({ build }) => take(build)).length;
  const codes = Map.groupBy(ended, ({ build }) => build.assignment?.code ?? "none");
  const [all, first] = [turnaround(ended, speed), firstStarts(ended, speed)];
  // The first build of a workspace never can.
  const ofThoseThatCan = (builds: number) => Math.round((100 * builds) / (ended.length - OWNERS.length));
  const known = new Set<string>();
  const inOrder = ended.toSorted((a, b) => (a.build.startedAt ?? 0) - (b.build.startedAt ?? 0));
  const warm = inOrder.filter(({ owner, build }) => {
    const key = `${owner} ${build.assignment?.builder}`;
    const isWarm = known.has(key);
    known.add(key);
    return isWarm;
  });
  console.table({
    builds: ended.length,
    done: count(({ state }) => state === "done"),
    lost: count(({ state }) => state !== "done"),
    "restarted elsewhere": codes.get("retried")?.length ?? 0,
    spilled: codes.get("spilled")?.length ?? 0,
    "warm, of 100 that can be": ofThoseThatCan(warm.length),
    ...(foundCache && { "found in the cache, of 100 that can be": ofThoseThatCan(count(foundCache)) }),
    "first start of a workspace, last (s)": Math.round(Math.max(...first)),
    "a workspace's last end, first (s)": Math.round(Math.min(...all)),
    "a workspace's last end, half (s)": Math.round(percentile(all, 0.5)),
    "a workspace's last end, last (s)": Math.round(Math.max(...all)),
  });
  console.table(
    Object.fromEntries(
      [...Map.groupBy(ended, ({ build }) => build.assignment?.builder ?? "none")].map(([id, of]) => [id, of.length]),
    ),
  );
}

const { server, kill, engines, builds, speed } = values;
const model = { engines: Number(engines), builds: Number(builds), speed: Number(speed) };
const driver = server === undefined ? inProcess(model) : onServer(server, kill);
try {
  const ended = await rush(driver);
  report(ended, driver);
  const lost = ended.filter(({ build }) => build.state !== "done");
  for (const { owner, build } of lost) console.error(owner, build.assignment, build.problem);
  if (lost.length > 0) process.exitCode = 1;
} finally {
  await driver.close();
}
