import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Build, type BuildRequest, buildSchema } from "#contract/build.ts";
import { type BuildEvent, buildEventSchema } from "#contract/buildEvent.ts";
import { openBuildLog } from "../buildLog.ts";
import { BuildService } from "../buildService.ts";
import type { ScriptedBuilder } from "../scriptedBuilder.ts";

interface PoolOptions {
  readonly standard?: string;
  readonly patience?: number;
  readonly now?: () => number;
}

/** A service over scripted builders, on a real log. */
export function openPool(builders: readonly ScriptedBuilder[], options: PoolOptions = {}) {
  const dir = mkdtempSync(path.join(tmpdir(), "strata-pool-"));
  const log = openBuildLog(dir);
  const failures: unknown[] = [];
  const builds = new BuildService({
    builders,
    standardBuilder: options.standard ?? "auto",
    log,
    queue: { running: 1000, waiting: 1000, keep: 1000, seconds: 60 },
    logBytes: 1_000_000,
    onFailure: (error) => failures.push(error),
    ...(options.now && { now: options.now }),
    ...(options.patience !== undefined && { patience: options.patience }),
  });
  const buildOf = (id: string, owner = "w"): Build => buildSchema.parse(JSON.parse(builds.kept.text(owner, id)));
  return {
    builds,
    failures,
    buildOf,
    /** The end of a build. */
    async ended(id: string, owner = "w"): Promise<Build> {
      for await (const _ of builds.events(owner, id, 0, new AbortController().signal));
      return buildOf(id, owner);
    },
    eventsSoFar: (id: string): BuildEvent[] =>
      log.read(id, 0, 1000).map(({ json }) => buildEventSchema.parse(JSON.parse(json))),
    /** Starts a build, and lets it be placed. */
    async start(request: BuildRequest = {}, owner = "w"): Promise<string> {
      const id = builds.start(owner, request);
      await settled();
      return id;
    },
    async close(): Promise<void> {
      await builds.stop();
      log.close();
      rmSync(dir, { recursive: true });
    },
  };
}

export type OpenPool = ReturnType<typeof openPool>;

/** All that needs no more than promises is done. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
