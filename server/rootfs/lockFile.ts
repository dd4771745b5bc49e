import * as fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "#server/oci/store/isAlive.ts";

const RETRY_MS = 50;

function tryLock(path: string): boolean {
  try {
    fs.symlinkSync(`${process.pid}`, path);
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    return false;
  }
}

function removeIfDead(path: string): void {
  try {
    if (!isAlive(Number(fs.readlinkSync(path)))) fs.rmSync(path, { force: true });
  } catch {
    // Another process removed it meanwhile.
  }
}

/**
 * Holds a lock that all processes of this machine respect: a symlink (made at once or not at all) that names its
 * holder. One whose holder is dead is taken over. Throws the signal's reason; returns a function that releases the lock.
 */
export async function lockFile(path: string, signal: AbortSignal): Promise<() => Promise<void>> {
  while (!tryLock(path)) {
    removeIfDead(path);
    await sleep(RETRY_MS, undefined, { signal });
  }
  return async () => fs.rmSync(path, { force: true });
}
