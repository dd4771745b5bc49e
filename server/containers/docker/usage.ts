import { z } from "zod";
import type { RuntimeUsage } from "../process/protocol.ts";

const statsSchema = z.object({
  pids_stats: z.object({ current: z.number().optional() }).optional(),
  cpu_stats: z.object({ cpu_usage: z.object({ total_usage: z.number() }) }),
  memory_stats: z.object({
    usage: z.number().optional(),
    stats: z.record(z.string(), z.number()).optional(),
  }),
  networks: z.record(z.string(), z.object({ rx_bytes: z.number(), tx_bytes: z.number() })).optional(),
});

/** What `docker stats` shows: memory without the cache of files that could be dropped. */
export function usageOf(stats: unknown): RuntimeUsage {
  const { pids_stats, cpu_stats, memory_stats, networks = {} } = statsSchema.parse(stats);
  const { usage = 0, stats: parts = {} } = memory_stats;
  const cache = parts.total_inactive_file ?? parts.inactive_file ?? 0;
  const all = Object.values(networks);
  return {
    memoryBytes: Math.max(0, usage - cache),
    cpuSeconds: cpu_stats.cpu_usage.total_usage / 1e9,
    processes: pids_stats?.current ?? 0,
    receivedBytes: all.reduce((sum, { rx_bytes }) => sum + rx_bytes, 0),
    sentBytes: all.reduce((sum, { tx_bytes }) => sum + tx_bytes, 0),
  };
}
