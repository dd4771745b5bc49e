import * as fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const RETRY_MS = 50;

/** Whether a process with this id is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

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
    // Somebody else removed it meanwhile.
  }
}

/**
 * Holds a lock that all processes of this machine respect: a symlink (made at once or not at all) that names its
 * holder. One whose holder is dead is taken over. Throws the signal's reason; gives what lets the lock go.
 */
export async function lockFile(path: string, signal: AbortSignal): Promise<() => Promise<void>> {
  while (!tryLock(path)) {
    removeIfDead(path);
    await sleep(RETRY_MS, undefined, { signal });
  }
  return async () => fs.rmSync(path, { force: true });
}
