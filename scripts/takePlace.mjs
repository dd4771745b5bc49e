import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import path from "node:path";

/**
 * The first of `count` numbered places that nobody holds, or undefined. It is held as long as a process has the
 * descriptor open: this one, and each that is started with it. So the kernel frees it, even after a kill.
 */
export function takePlace(folder, count) {
  for (let place = 0; place < count; place += 1) {
    const descriptor = openSync(path.join(folder, `place-${place}.lock`), "w");
    const { status } = spawnSync("flock", ["-n", "3"], { stdio: ["ignore", "ignore", "ignore", descriptor] });
    if (status === 0) return { place, descriptor };
    closeSync(descriptor);
  }
  return undefined;
}
