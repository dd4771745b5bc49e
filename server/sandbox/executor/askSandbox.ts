import type { PauseResult, SandboxProcess, SandboxUsage, StartedRun } from "./executor.ts";
import type { Answer, HelperControl } from "./helperControl.ts";

/** What a run's helper can be asked: see sandbox/source/requests.c. */
export function askSandbox(control: HelperControl): Pick<StartedRun, "pause" | "resume" | "processes" | "usage"> {
  return {
    pause: async () => pauseResult(await control.ask("pause")),
    resume: async () => pauseResult(await control.ask("resume")),
    processes: async () => ((await control.ask("processes"))?.lines ?? []).map(readProcess),
    usage: async () => readUsage((await control.ask("usage"))?.lines[0] ?? ""),
  };
}

function pauseResult(answer: Answer): PauseResult {
  if (answer === undefined) return { ok: false, reason: "ended" };
  if (answer.refused === undefined) return { ok: true };
  return { ok: false, reason: answer.refused === "busy" ? "busy" : "no-control-group" };
}

function readProcess(line: string): SandboxProcess {
  const [, pid, ppid, uid, cpuMilliseconds, startedAt, memoryBytes, ...command] = line.split("\t");
  return {
    pid: Number(pid),
    ppid: Number(ppid),
    uid: Number(uid),
    cpuSeconds: Number(cpuMilliseconds) / 1000,
    startedAt: Number(startedAt),
    memoryBytes: Number(memoryBytes),
    command: command.join("\t"),
  };
}

function readUsage(line: string): SandboxUsage {
  const [, memoryBytes = 0, cpuMilliseconds = 0, processes = 0] = line.split("\t").map(Number);
  return { memoryBytes, cpuSeconds: cpuMilliseconds / 1000, processes };
}
