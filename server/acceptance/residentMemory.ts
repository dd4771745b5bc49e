import { readFileSync } from "node:fs";

/** Bytes of a group of processes: before the work, and at most during it. */
export interface MemoryUse {
  readonly idle: number;
  readonly peak: number;
}

const EVERY_MS = 25;

/**
 * Bytes that processes hold together: the proportional set size, so that shared pages count once. The kernel's cache
 * of files that they read and wrote is not included. Exited processes count as 0.
 */
export function residentBytes(pids: Iterable<number>): number {
  let bytes = 0;
  for (const pid of pids) bytes += proportionalBytes(pid);
  return bytes;
}

/** Does `work`, and measures every 25 ms how much memory the processes in `pids` use. */
export async function watchMemory(pids: () => Iterable<number>, work: () => Promise<unknown>): Promise<MemoryUse> {
  const idle = residentBytes(pids());
  let peak = idle;
  const look = () => {
    peak = Math.max(peak, residentBytes(pids()));
  };
  const timer = setInterval(look, EVERY_MS);
  try {
    await work();
    look();
  } finally {
    clearInterval(timer);
  }
  return { idle, peak };
}

function proportionalBytes(pid: number): number {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
