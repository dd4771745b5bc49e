import * as fs from "node:fs/promises";
import { join } from "node:path";

/** Least time between two measurements, which may take a tenth of the time. */
const INTERVAL_MS = 300;

async function sizeOf(folder: string, limit: number): Promise<number> {
  let total = 0;
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined && total <= limit; next = waiting.pop()) {
    // What git removes during a measurement does not count.
    const entries = await fs.readdir(next, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else
        total += await fs.lstat(path).then(
          ({ size }) => size,
          () => 0,
        );
    }
  }
  return total;
}

/** Aborts its signal with `reason` once a folder exceeds `limit` bytes. Measure at the end too: `stop` does not. */
export function watchSize(folder: string, limit: number, reason: () => Error) {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const look = async () => {
    const begin = performance.now();
    const size = await sizeOf(folder, limit);
    if (size > limit) controller.abort(reason());
    else if (!stopped) timer = setTimeout(look, Math.max(INTERVAL_MS, 10 * (performance.now() - begin)));
  };
  timer = setTimeout(look, INTERVAL_MS);
  return {
    signal: controller.signal,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
