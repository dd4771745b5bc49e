import { readFileSync } from "node:fs";

/** Linux's unit of time in /proc, for all that Node runs on. */
const TICKS_PER_SECOND = 100;

/** Seconds that all threads of a process have computed, in their own code and in the kernel. */
export function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
