import fs from "node:fs";
import path from "node:path";
import type { Disk } from "./judgeMachine.ts";

const CHUNK = 4 * 1024 * 1024;
const MOST = 256 * 1024 * 1024;
const MOST_MS = 2000;

/** The folder, or the one above it that exists: that is where it will be made. */
export function existingFolder(dir: string): string {
  return fs.existsSync(dir) ? dir : existingFolder(path.dirname(dir));
}

/** Writes for at most two seconds, to the disk and not only to its cache. Nothing of it is left. Throws on I/O errors. */
export function measureDisk(dir: string): Disk {
  const file = path.join(dir, `.strata-doctor-${process.pid}`);
  const bytes = Buffer.alloc(CHUNK, process.pid);
  const fd = fs.openSync(file, "wx");
  try {
    const began = performance.now();
    let written = 0;
    while (written < MOST && performance.now() - began < MOST_MS) {
      written += fs.writeSync(fd, bytes);
      fs.fdatasyncSync(fd);
    }
    const { bavail, bsize } = fs.statfsSync(dir);
    return { dir, freeBytes: bavail * bsize + written, bytesPerSecond: (written / (performance.now() - began)) * 1000 };
  } finally {
    fs.closeSync(fd);
    fs.rmSync(file, { force: true });
  }
}
