import type { SandboxProcess } from "#server/sandbox/executor/executor.ts";

/** What the engine's `ps` is asked for. */
export const TOP_COLUMNS = "-eo pid,ppid,uid,cputimes,etimes,rss,args";
const MOST = 1000;

/** The processes of `docker top`. Their numbers are those of the engine's machine. */
export function parseProcesses({ Processes }: { readonly Processes?: unknown }, now = Date.now()): SandboxProcess[] {
  const rows: unknown[] = Array.isArray(Processes) ? Processes.slice(0, MOST) : [];
  return rows.flatMap((row) => {
    if (!Array.isArray(row)) return [];
    const [pid, ppid, uid, cpuSeconds, age, kilobytes, ...command] = row.map(String);
    return {
      pid: Number(pid),
      ppid: Number(ppid),
      uid: Number(uid),
      cpuSeconds: Number(cpuSeconds),
      startedAt: now - Number(age) * 1000,
      memoryBytes: Number(kilobytes) * 1024,
      command: command
        .join(" ")
        .replace(/[\u0000-\u001f\u007f]/g, "?")
        .slice(0, 999),
    };
  });
}
