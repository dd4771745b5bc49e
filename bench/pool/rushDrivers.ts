import { execSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Build, buildSchema } from "#contract/build.ts";
import { routes } from "#contract/routes.ts";
import { openBuildLog } from "#server/builds/buildLog.ts";
import { BuildService } from "#server/builds/buildService.ts";
import { Browser } from "../room/browser.ts";
import { ModelBuilder } from "./modelBuilder.ts";

/** What a rush needs of a server: real or in this process. */
export interface RushDriver {
  /** How many times faster than real builds it is. */
  readonly speed: number;
  /** Starts a build of an owner; resolves to its ID. */
  start(owner: string, round: number): Promise<string>;
  /** Resolves when it has ended. */
  ended(owner: string, id: string): Promise<Build>;
  /** Whether its engine had the part that an edit leaves alone; absent on model builders, which have no cache. */
  foundCache?(build: Build): boolean;
  /** Ends one of the engines for good. */
  killOne(): void;
  close(): Promise<void>;
}

/** Several model builders behind the real queue, pool, and log. */
export function inProcess({ engines, builds, speed }: { engines: number; builds: number; speed: number }): RushDriver {
  const dir = mkdtempSync(path.join(tmpdir(), "strata-rush-"));
  const log = openBuildLog(dir);
  const builders = Array.from({ length: engines }, (_, number) => new ModelBuilder(`engine-${number}`, builds, speed));
  const service = new BuildService({
    builders,
    standardBuilder: "buildkit",
    patience: 10_000 / speed,
    log,
    queue: { running: 1, waiting: 100_000, keep: 1000, seconds: 3600 },
    logBytes: 1_000_000,
    onFailure: (error) => console.error(error),
  });
  return {
    speed,
    start: async (owner) => service.start(owner, {}),
    async ended(owner, id) {
      for await (const _ of service.events(owner, id, 0, new AbortController().signal));
      return buildSchema.parse(JSON.parse(service.kept.text(owner, id)));
    },
    killOne: () => builders[0]?.kill(),
    async close() {
      await service.stop();
      log.close();
      rmSync(dir, { recursive: true });
    },
  };
}

/** The command of two seconds runs again only where the workspace has no cache; each build changes the file after it. */
const RUSH_DOCKERFILE = `FROM busybox
COPY base.txt /base.txt
RUN sleep 2 && cp /base.txt /built.txt
COPY app.txt /app.txt
RUN sleep 1 && cat /app.txt
`;

/** A server with STRATA_SEPARATE=yes and several BuildKit builders; `killCommand` ends one of its engines. */
export function onServer(url: string, killCommand: string): RushDriver {
  const browsers = new Map<string, Browser>();
  // Engines keep what earlier runs built.
  const runId = Date.now();
  const browserOf = (owner: string) => {
    const browser = browsers.get(owner) ?? new Browser(url);
    browsers.set(owner, browser);
    return browser;
  };
  return {
    speed: 1,
    async start(owner, round) {
      const browser = browserOf(owner);
      const files = [
        { path: "base.txt", text: `${owner} of ${runId}\n` },
        { path: "app.txt", text: `edit ${round} of ${owner}\n` },
      ];
      const { digest } = await browser.ask<{ digest: string }>("POST", routes.contexts(), { files });
      const request = { dockerfileText: RUSH_DOCKERFILE, context: digest, builder: "buildkit" };
      return (await browser.ask<{ id: string }>("POST", routes.builds(), request)).id;
    },
    async ended(owner, id) {
      for await (const _ of browserOf(owner).events(routes.buildEvents(id)));
      return buildSchema.parse(await browserOf(owner).ask("GET", routes.build(id)));
    },
    foundCache: ({ steps }) => steps.find(({ instruction }) => instruction === "RUN")?.state === "cached",
    killOne: () => void execSync(killCommand, { stdio: "inherit" }),
    close: async () => {
      for (const browser of browsers.values()) browser.close();
    },
  };
}
