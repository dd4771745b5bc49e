import type { ContainerProcess } from "#contract/container.ts";
import { defineCommand } from "../../command/command.ts";
import { alignTabs } from "../../text/table.ts";

const HEADERS = ["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"];

export const containerTop = defineCommand({
  names: ["docker container top", "docker top"],
  usage: "CONTAINER [ps OPTIONS]",
  description: "Display the running processes of a container",
  flags: {},
  args: { min: 1, completes: ["running-container", undefined] },
  stopsAtFirstArgument: true,
  async run({ args: [ref = "", ...options] }, { services, owner, io }) {
    const processes = await services.containers.top(owner, ref);
    if (options.length > 0) {
      await io.stderr.write("Options of ps change nothing here: all columns are shown.\n");
    }
    const rows = processes.map((each) => rowOf(each, Date.now()));
    const text = [HEADERS, ...rows].map((row) => row.join("\t")).join("\n");
    await io.stdout.write(`${alignTabs(text, { minWidth: 20, padding: 3 })}\n`);
    return 0;
  },
});

function rowOf({ uid, pid, ppid, cpuSeconds, startedAt, command }: ContainerProcess, now: number): string[] {
  const elapsed = Math.max(1, (now - startedAt) / 1000);
  const share = Math.min(99, Math.trunc((cpuSeconds / elapsed) * 100));
  return [uid, pid, ppid, share].map(String).concat(startTime(startedAt, now), "?", clock(cpuSeconds), command);
}

/** `06:56`, or `Nov26` on another day, in UTC. */
function startTime(startedAt: number, now: number): string {
  const time = new Date(startedAt).toISOString();
  if (time.slice(0, 10) === new Date(now).toISOString().slice(0, 10)) return time.slice(11, 16);
  const month = new Intl.DateTimeFormat("en-US", { month: "short", timeZone: "UTC" }).format(startedAt);
  return `${month}${time.slice(8, 10)}`;
}

function clock(seconds: number): string {
  const parts = [Math.trunc(seconds / 3600), Math.trunc(seconds / 60) % 60, Math.trunc(seconds) % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
