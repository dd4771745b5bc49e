import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { z } from "zod";
import { type RunningServer, spawnServer } from "./runningServer.ts";

const reportSchema = z.object({ reports: z.number(), longest: z.number() });

/** A server whose main thread is monitored. */
export interface WatchedServer extends RunningServer {
  /**
   * Does something and returns the longest time that the main thread was busy without a break, in milliseconds. If that
   * is above the limit, it is measured again, up to three times, and the shortest counts: stalls caused by input recur,
   * a garbage collection that competes for CPUs with one in another thread does not.
   */
  longestTurn(work: () => Promise<unknown>, limit: number): Promise<number>;
}

export async function startWatched(env: Record<string, string> = {}): Promise<WatchedServer> {
  const file = join(mkdtempSync(join(tmpdir(), "strata-turns-")), "turns.json");
  const preload = pathToFileURL(join(import.meta.dirname, "turnTimes.ts")).href;
  const server = await spawnServer({ env: { ...env, STRATA_TEST_TURNS: file, NODE_OPTIONS: `--import=${preload}` } });
  let reports = 0;
  const report = async (): Promise<number> => {
    reports += 1;
    server.process.kill("SIGUSR2");
    await expect.poll(() => readReport(file).reports, { timeout: 30_000, interval: 10 }).toBe(reports);
    return readReport(file).longest;
  };
  return {
    ...server,
    async longestTurn(work, limit) {
      let shortest = Number.POSITIVE_INFINITY;
      for (let tries = 0; tries < 3 && shortest >= limit; tries += 1) {
        await report();
        await work();
        shortest = Math.min(shortest, await report());
      }
      return shortest;
    },
  };
}

function readReport(file: string) {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { reports: 0, longest: 0 };
  }
}
