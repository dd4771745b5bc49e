import { readFileSync } from "node:fs";

/** The most memory that a process has held, bytes: the kernel keeps it, so that nothing has to look. */
export function peakResident(pid: number): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}
