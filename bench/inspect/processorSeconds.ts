import { readFileSync } from "node:fs";

/** Linux's unit of time in /proc, for all that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Seconds that processes have computed, in their own code and in the kernel. Exited ones count as 0. */
export function processorSeconds(pids: Iterable<number>): number {
  let ticks = 0;
  for (const pid of pids) ticks += ticksOf(pid);
  return ticks / TICKS_PER_SECOND;
}

function ticksOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}
