import type { Container, ContainerStats } from "#contract/container.ts";
import { binarySize, humanSize } from "#contract/docker/humanSize.ts";
import { shortId } from "#contract/names/shortId.ts";
import type { Listing } from "../listing/printListing.ts";

export interface StatsRow {
  readonly container: Container;
  /** As the person named it. */
  readonly ref: string;
  readonly stats: ContainerStats | undefined;
  /** The one before, for the share of the processor. */
  readonly before: ContainerStats | undefined;
  readonly truncates: boolean;
}

function cpuShare({ stats, before }: StatsRow): number {
  if (stats === undefined || before === undefined || stats.at <= before.at) return 0;
  return ((stats.cpuSeconds - before.cpuSeconds) / ((stats.at - before.at) / 1000)) * 100;
}

function memoryShare({ stats }: StatsRow): number {
  return stats === undefined || stats.memoryLimit === 0 ? 0 : (stats.memoryBytes / stats.memoryLimit) * 100;
}

export const statsListing: Listing<StatsRow> = {
  type: "*formatter.statsContext",
  table: ["ID", "Name", "CPUPerc", "MemUsage", "MemPerc", "NetIO", "BlockIO", "PIDs"],
  columns: {
    Container: { header: "CONTAINER", value: ({ ref }) => ref },
    ID: { header: "CONTAINER ID", value: ({ container: { id }, truncates }) => (truncates ? shortId(id) : id) },
    Name: { header: "NAME", value: ({ container }) => container.name },
    CPUPerc: { header: "CPU %", value: (row) => `${cpuShare(row).toFixed(2)}%` },
    MemUsage: {
      header: "MEM USAGE / LIMIT",
      value: ({ stats }) => `${binarySize(stats?.memoryBytes ?? 0)} / ${binarySize(stats?.memoryLimit ?? 0)}`,
    },
    MemPerc: { header: "MEM %", value: (row) => `${memoryShare(row).toFixed(2)}%` },
    NetIO: {
      header: "NET I/O",
      value: ({ stats }) => `${humanSize(stats?.receivedBytes ?? 0)} / ${humanSize(stats?.sentBytes ?? 0)}`,
    },
    BlockIO: { header: "BLOCK I/O", value: () => "0B / 0B" },
    PIDs: { header: "PIDS", value: ({ stats }) => String(stats?.processes ?? 0) },
  },
};
