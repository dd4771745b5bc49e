import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

/** How often the main thread is looked at, milliseconds: turns of its loop that are shorter count together. */
const EVERY = 3;

/**
 * Loaded into a server before anything else (`--import`): notes how much processor time its main thread took between two
 * looks, at most. That is by how much it keeps everybody waiting, whatever else the machine does meanwhile. SIGUSR2 writes
 * the milliseconds into the file of STRATA_TEST_TURNS and begins anew.
 */
function watchTurns(file: string): void {
  let last = process.threadCpuUsage();
  let longest = 0;
  setInterval(() => {
    const now = process.threadCpuUsage();
    longest = Math.max(longest, now.user + now.system - last.user - last.system);
    last = now;
  }, EVERY).unref();
  let reports = 0;
  process.on("SIGUSR2", () => {
    reports += 1;
    writeFileSync(file, JSON.stringify({ reports, longest: longest / 1000 }));
    longest = 0;
  });
}

const file = process.env.STRATA_TEST_TURNS;
if (file !== undefined && isMainThread && process.argv[1]?.endsWith("server/main.ts")) watchTurns(file);
