import fs from "node:fs";
import path from "node:path";
import { type BuilderDescription, healthSchema } from "../../contract/health.ts";
import { routes } from "../../contract/routes.ts";
import { type LaunchedServer, launchServer } from "../../server/acceptance/launchServer.ts";
import { processesBelow } from "../../server/acceptance/processesBelow.ts";
import { watchMemory } from "../../server/acceptance/residentMemory.ts";
import { removeTrees } from "../../server/sandbox/executor/removeTrees.ts";
import type { ClassSample } from "./judgeClass.ts";
import { enter } from "./sampleOwner.ts";

const OWNERS = 8;
const SECONDS = 3;

export type Tried =
  | { readonly ok: true; readonly builder: BuilderDescription | undefined; readonly sample: ClassSample | undefined }
  | { readonly ok: false; readonly why: string };

/**
 * Starts a server of its own on a new data folder in `dir`, asks what its builder can do, and lets some owners build for
 * three seconds. Nothing of it is left.
 */
export async function tryServer(dir: string): Promise<Tried> {
  const data = fs.mkdtempSync(path.join(dir, ".strata-doctor-"));
  const own = { HOST: "127.0.0.1", PORT: "0", STRATA_DATA: data, STRATA_SEPARATE: "yes", STRATA_LOG: "silent" };
  const none = { STRATA_SEED: "", STRATA_LESSONS: "", STRATA_REGISTRY_MIRROR: "", STRATA_SECRET_KEY_FILE: "" };
  const server = launchServer({ ...process.env, ...own, ...none }, { stderr: "pipe" });
  // Whoever presses Ctrl+C is answered once nothing is left.
  let isInterrupted = false;
  const stop = () => server.process.kill("SIGTERM");
  const interrupt = () => {
    isInterrupted = true;
    stop();
  };
  process.on("SIGINT", interrupt);
  try {
    const tried = await askServer(server);
    return isInterrupted ? { ok: false, why: "interrupted" } : tried;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, why: isInterrupted ? "interrupted" : why };
  } finally {
    stop();
    await server.ended;
    process.off("SIGINT", interrupt);
    await removeTrees([data]);
  }
}

async function askServer(server: LaunchedServer): Promise<Tried> {
  const url = await server.listening();
  const health = healthSchema.parse(await (await fetch(url + routes.health())).json());
  const builder = health.builders.find(({ id }) => id === "embedded");
  const pid = server.process.pid;
  if (builder?.run !== true || pid === undefined) return { ok: true, builder, sample: undefined };
  return { ok: true, builder, sample: await measure(url, pid) };
}

async function measure(url: string, pid: number): Promise<ClassSample> {
  const owners = await Promise.all(Array.from({ length: OWNERS }, () => enter(url)));
  // The first build unpacks the image: everyone's later ones don't.
  await owners[0]?.build();
  let builds = 0;
  let failed = 0;
  const began = performance.now();
  const hasTime = () => performance.now() - began < SECONDS * 1000;
  const pids = () => [pid, ...processesBelow(pid).map((each) => each.pid)];
  const { idle, peak } = await watchMemory(pids, () =>
    Promise.all(
      owners.map(async (owner) => {
        while (hasTime()) {
          if (await owner.build()) builds += 1;
          else failed += 1;
        }
      }),
    ),
  );
  const seconds = (performance.now() - began) / 1000;
  return { owners: OWNERS, builds, failed, seconds, memoryBytes: Math.max(0, peak - idle) };
}
