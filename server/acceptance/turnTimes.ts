import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

/** How often the main thread is sampled, milliseconds: shorter turns of its loop are counted together. */
const EVERY = 3;

/**
 * Loaded into a server before anything else (`--import`): records the most CPU time that its main thread used between
 * two samples. That is how long it delays everyone, whatever else the machine does. SIGUSR2 writes
 * the milliseconds into the file of STRATA_TEST_TURNS and starts again.
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
