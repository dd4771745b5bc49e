/** For tests: the processes of this machine, and who started them. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Those with these words in their command line. */
export function processesWith(words: string): number[] {
  return readdirSync("/proc").flatMap((name) =>
    /^\d+$/.test(name) && commandOf(Number(name)).includes(words) ? [Number(name)] : [],
  );
}

/** The runtime processes that this process started. */
export function runtimeProcesses(): number[] {
  return startedBy(process.pid).filter((pid) => commandOf(pid).includes("containers/process/worker.ts"));
}

/** All below a process. */
export function startedBy(pid: number): number[] {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const children = new Map<number, number[]>();
  for (const [child = 0, parent = 0] of rows.map((row) => row.trim().split(/\s+/).map(Number))) {
    children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const below = (of: number): number[] => (children.get(of) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

/** Those above a process, the nearest first. */
export function startersOf(pid: number): number[] {
  const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  return parent <= 1 ? [] : [parent, ...startersOf(parent)];
}

/** Empty if it has ended. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
