import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BuilderDescription } from "#contract/health.ts";
import { cacheFoldersOf } from "#server/rootfs/snapshotStore.ts";
import { removeTrees } from "#server/sandbox/executor/removeTrees.ts";
import { enterSandboxUser, type Launch } from "#server/sandbox/executor/sandboxHelper.ts";
import type { Builder, BuilderCapacity, StoreOwner } from "../builder.ts";
import { BuilderPool } from "./process/builderPool.ts";
import { BuilderDiedError, diedEvent } from "./process/builderProcess.ts";
import { PlanQueue } from "./process/planQueue.ts";
import type { BuilderSettings } from "./process/protocol.ts";
import { SweepGate } from "./sweep/sweepGate.ts";

/** How many processes are tried until one of them starts a build. */
const ATTEMPTS = 8;
/** Most time for reading a Dockerfile before its build, in milliseconds; then the build says what is wrong with it. */
const LACK_PATIENCE_MS = 5000;

export type EmbeddedBuilder = Builder & StoreOwner;

/**
 * The builder that needs nothing installed: plans, caches, and executes builds itself, in its own processes, on
 * the stores in `dataDir` (blobs, images.db, cache.db, snapshots). Nothing starts before `describe` or a build needs it.
 * `launch` sets the user of its processes.
 */
export function createEmbeddedBuilder(
  settings: BuilderSettings,
  launch: Launch = enterSandboxUser,
  capacity: BuilderCapacity = { builds: 2, weight: 1 },
): EmbeddedBuilder {
  mkdirSync(settings.dataDir, { recursive: true });
  const pool = new BuilderPool(settings, launch);
  let store: string | undefined;
  const gate = new SweepGate();
  const caches = cacheFoldersOf(join(settings.dataDir, "snapshots"));
  const plans = new PlanQueue(pool);
  let description: Promise<BuilderDescription> | undefined;
  let lastLack: Promise<unknown> = Promise.resolve();
  const describe = () => {
    description ??= pool
      .use((builder) => builder.describe())
      .catch((error: unknown) => {
        description = undefined;
        return unavailable(settings, error);
      });
    return description;
  };
  return {
    id: "embedded",
    kind: "embedded",
    capacity,
    describe: async () => {
      const known = await describe();
      return store === undefined ? known : { ...known, details: { ...known.details, store } };
    },
    lacks: (job) => {
      // One at a time: a whole class that starts builds must not start as many processes.
      const lack = lastLack.then(() => pool.use((builder) => builder.lacks(job, LACK_PATIENCE_MS)));
      lastLack = lack.catch(() => undefined);
      return lack;
    },
    build: (job, emit, signal) => gate.build(() => buildWithLiving(pool, job, emit, signal)),
    plan: (job, signal) => plans.plan(job, signal),
    async sweep(request) {
      const done = await gate.sweep((signal) => pool.use((builder) => builder.sweep(request, signal)));
      if (done.state === "busy") return done;
      store = `${sizeText(done.value.usedBytes)} of ${sizeText(request.limitBytes)}`;
      return { state: "swept", report: done.value };
    },
    withoutSweep: (work) => gate.build(work),
    cacheMounts: async (workspace) =>
      caches.list(workspace).map(({ name, key, bytes, usedAt }) => ({ id: name, key, bytes, usedAt })),
    async removeCacheMount(workspace, id) {
      const done = await gate.sweep(async () => {
        if (!caches.list(workspace).some(({ name }) => name === id)) return "not-found";
        await removeTrees([caches.forget(id)], launch);
        return "removed";
      });
      return done.state === "busy" ? "in-use" : done.value;
    },
    close: () => pool.close(),
  };
}

/** Spares may have died unnoticed, some at once: then another one runs the build. */
async function buildWithLiving(pool: BuilderPool, ...[job, emit, signal]: Parameters<Builder["build"]>) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await pool.use((builder) => builder.build(job, emit, signal));
    } catch (error) {
      if (!(error instanceof BuilderDiedError)) throw error;
      if (attempt === ATTEMPTS) return diedEvent(error);
    }
  }
}

function sizeText(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function unavailable(settings: BuilderSettings, error: unknown): BuilderDescription {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    id: "embedded",
    kind: "embedded",
    available: false,
    reason,
    platforms: [],
    run: false,
    network: settings.network.mode,
  };
}
