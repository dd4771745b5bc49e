import { availableParallelism } from "node:os";
import { setTimeout } from "node:timers/promises";
import type { Container, ContainerProcess, ContainerStats } from "#contract/container.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import { isSet, param, type Routes } from "../base/engineCall.ts";
import { EngineError } from "../base/engineError.ts";
import { sendJson } from "../base/engineReply.ts";
import { JsonStream } from "../base/jsonStream.ts";

/** Between two measurements, in milliseconds. */
const INTERVAL = 1000;
const TITLES = ["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"];

/** `docker top` and `docker stats`. */
export function usageRoutes({ containers }: Engine): Routes {
  const measure = async ({ id }: Container): Promise<ContainerStats | undefined> => {
    const { state } = containers.get(OPERATOR, id);
    return state.phase === "running" ? await containers.stats(OPERATOR, id) : undefined;
  };
  return {
    "GET /containers/:id/top": async (call) => {
      const { id, state } = containers.get(OPERATOR, param(call, "id"));
      if (state.phase !== "running") throw new EngineError(409, `container ${id} is not running`);
      const processes = await containers.top(OPERATOR, id);
      sendJson(call, { Titles: TITLES, Processes: processes.map(processRow) });
    },

    "GET /containers/:id/stats": async (call) => {
      const container = containers.get(OPERATOR, param(call, "id"));
      const isStream = isSet(call, "stream", true);
      let before = await measure(container);
      if (!isStream) {
        // The first measurement is only there to tell the processor's use.
        const isOnce = isSet(call, "one-shot") || before === undefined;
        if (!isOnce) await setTimeout(INTERVAL, undefined, { signal: call.signal });
        const now = isOnce ? before : await measure(container);
        return sendJson(call, statsAnswer(container, now, isOnce ? undefined : before));
      }
      const stream = new JsonStream(call);
      await stream.send(statsAnswer(container, before, undefined));
      while (!call.signal.aborted) {
        await setTimeout(INTERVAL, undefined, { signal: call.signal }).catch(() => {});
        if (call.signal.aborted || !containers.list(OPERATOR).some(({ id }) => id === container.id)) break;
        const now = await measure(container);
        await stream.send(statsAnswer(container, now, before));
        before = now;
      }
      stream.end();
    },
  };
}

/** As `ps -ef` prints it. */
function processRow({ pid, ppid, uid, cpuSeconds, startedAt, command }: ContainerProcess): string[] {
  const elapsed = Math.max(1, (Date.now() - startedAt) / 1000);
  const percent = Math.min(99, Math.floor((cpuSeconds / elapsed) * 100));
  const started = new Date(startedAt).toTimeString().slice(0, 5);
  const user = uid === 0 ? "root" : String(uid);
  return [user, String(pid), String(ppid), String(percent), started, "?", clock(cpuSeconds), command];
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}

function statsAnswer(
  { id, name }: Container,
  now: ContainerStats | undefined,
  before: ContainerStats | undefined,
): Record<string, unknown> {
  return {
    name: `/${name}`,
    id,
    read: timeOf(now),
    preread: timeOf(before),
    num_procs: 0,
    storage_stats: {},
    cpu_stats: cpuStats(now),
    precpu_stats: cpuStats(before),
    pids_stats: now === undefined ? {} : { current: now.processes },
    memory_stats: now === undefined ? {} : { usage: now.memoryBytes, limit: now.memoryLimit, stats: {} },
    blkio_stats: { io_service_bytes_recursive: null },
    ...(now !== undefined && { networks: { eth0: { rx_bytes: now.receivedBytes, tx_bytes: now.sentBytes } } }),
  };
}

function timeOf(stats: ContainerStats | undefined): string {
  return stats === undefined ? "0001-01-01T00:00:00Z" : new Date(stats.at).toISOString();
}

/** Clients divide the container's nanoseconds by the machine's, of all processors together. */
function cpuStats(stats: ContainerStats | undefined): Record<string, unknown> {
  const processors = availableParallelism();
  return {
    cpu_usage: {
      total_usage: Math.round((stats?.cpuSeconds ?? 0) * 1e9),
      usage_in_kernelmode: 0,
      usage_in_usermode: 0,
    },
    ...(stats !== undefined && { system_cpu_usage: stats.at * 1e6 * processors, online_cpus: processors }),
    throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
  };
}
