import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { isAlive } from "./isAlive.ts";

const startedAt = Date.now() - process.uptime() * 1000;
/** A process ID may have been reused; no write takes this long. */
const OLDEST_MS = 24 * 3600 * 1000;
let count = 0;

/** A unique file name; it starts with the process ID, to find out later whether its writer is alive. */
export function temporaryName(): string {
  count += 1;
  return `${process.pid}-${count}-${randomBytes(6).toString("hex")}`;
}

/** Removes the files in `dir` whose writer is gone. */
export function removeLeftovers(dir: string): void {
  for (const name of fs.readdirSync(dir)) {
    const path = join(dir, name);
    const stat = fs.statSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && isLeftover(name, stat.mtimeMs)) fs.rmSync(path, { recursive: true, force: true });
  }
}

/** Whether the writer of a file with such a name is gone; `changedAt` in milliseconds since the epoch. */
export function isLeftover(name: string, changedAt: number): boolean {
  const pid = Number(name.split("-", 1)[0]);
  if (!Number.isInteger(pid) || pid <= 0 || Date.now() - changedAt > OLDEST_MS) return true;
  // In a container, the process has the same ID after every start.
  if (pid === process.pid) return changedAt < startedAt;
  return !isAlive(pid);
}
