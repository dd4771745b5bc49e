import type { EventLoopDelay } from "#contract/health.ts";
import { type Family, gauge, type Labels, Reading } from "./families.ts";

/** What the server counts besides builds. */
export interface ServerFacts {
  readonly version: string;
  /** Bytes in the store; undefined until they were counted. */
  readonly storeBytes: () => number | undefined;
  readonly storeLimit: number;
  /** By their state. */
  readonly containers: () => Readonly<Record<string, number>>;
  /** Those that are open, and the learners in them. */
  readonly rooms: () => { readonly rooms: number; readonly members: number };
  readonly eventStreams: () => number;
  readonly eventLoopDelay: () => EventLoopDelay;
}

/** The rooms, containers, streams, and stores of the server, and its process. */
export function serverFamilies(facts: ServerFacts): readonly Family[] {
  const containers = () =>
    Object.entries(facts.containers()).map(([state, count]): [Labels, number] => [{ state }, count]);
  const delays = (): [Labels, number][] => {
    const { p99, max } = facts.eventLoopDelay();
    return [
      [{ quantile: "0.99" }, p99 / 1000],
      [{ quantile: "1" }, max / 1000],
    ];
  };
  return [
    new Reading("strata_info", "The version of the server.", () => [[{ version: facts.version }, 1]]),
    gauge(
      "strata_store_bytes",
      "Bytes of blobs, unpacked layers, and cache mounts, as last counted.",
      facts.storeBytes,
    ),
    gauge("strata_store_limit_bytes", "The limit of the store.", () => facts.storeLimit),
    new Reading("strata_containers", "Containers, by state.", containers),
    gauge("strata_rooms", "Rooms that are open.", () => facts.rooms().rooms),
    gauge("strata_room_members", "Learners in open rooms.", () => facts.rooms().members),
    gauge("strata_event_streams", "Open streams of events.", facts.eventStreams),
    new Reading("strata_event_loop_delay_seconds", "How late the main thread ran in the last minute.", delays),
    ...processFamilies(),
  ];
}

/** Named as other programs name them, so that dashboards know them. */
function processFamilies(): readonly Family[] {
  const startedAt = Date.now() / 1000 - process.uptime();
  const cpuSeconds = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  return [
    gauge("process_resident_memory_bytes", "Memory of the server's process.", () => process.memoryUsage.rss()),
    gauge("nodejs_heap_size_used_bytes", "Memory of its objects.", () => process.memoryUsage().heapUsed),
    gauge("process_start_time_seconds", "When it started.", () => startedAt),
    new Reading("process_cpu_seconds_total", "Processor time that it took.", () => [[{}, cpuSeconds()]], "counter"),
  ];
}
