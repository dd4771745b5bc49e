import type { ContainerSpec } from "#contract/container.ts";
import type { RunLimits } from "#server/sandbox/executor/executor.ts";

/** What one container may use at most, by the operator's settings; sizes in bytes. */
export interface ContainerLimits {
  /** Containers of one owner, running or not. */
  readonly count: number;
  readonly memoryBytes: number;
  readonly processes: number;
  readonly cpus: number;
  /** Of the writable layer. */
  readonly diskBytes: number;
  readonly logBytes: number;
  /** From start to end; 0: any time. */
  readonly seconds: number;
  /** Without output, traffic, or a person; 0: any time. */
  readonly idleSeconds: number;
}

/** What a container may use: what it asks for, cut to the operator's limits. */
export function runLimits(spec: ContainerSpec, limits: ContainerLimits): RunLimits {
  return {
    memoryBytes: Math.min(spec.memoryBytes ?? Number.POSITIVE_INFINITY, limits.memoryBytes),
    processes: Math.min(spec.processes ?? Number.POSITIVE_INFINITY, limits.processes),
    cpus: Math.min(spec.cpus ?? Number.POSITIVE_INFINITY, limits.cpus),
    diskBytes: limits.diskBytes,
    seconds: limits.seconds,
  };
}
