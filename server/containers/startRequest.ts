import type { ContainerMount } from "#contract/container.ts";
import type { TerminalSize } from "#server/sandbox/executor/executor.ts";
import { type ContainerLimits, runLimits } from "./containerLimits.ts";
import type { ContainerRecord } from "./containerRecord.ts";
import type { StartRequest } from "./process/protocol.ts";
import { commandEnv } from "./resolveSpec.ts";

/** Until whoever looks at it tells its size. */
const USUAL_SIZE: TerminalSize = { columns: 80, rows: 24 };

/** What the runtime process needs to start a container. */
export function startRequest(record: ContainerRecord, limits: ContainerLimits, size = USUAL_SIZE): StartRequest {
  const { layers, hostname, container } = record;
  const { id, argv, spec } = container;
  return {
    id,
    layers,
    argv,
    env: commandEnv(spec, hostname),
    cwd: spec.workdir ?? "/",
    user: spec.user ?? "",
    hostname,
    network: spec.network ?? "default",
    tmpfs: (spec.mounts ?? []).flatMap((mount) => (mount.type === "tmpfs" ? [tmpfsMount(mount)] : [])),
    stdin: spec.stdin ?? false,
    ...(spec.terminal === true && { terminal: size }),
    limits: runLimits(spec, limits),
    idleSeconds: limits.idleSeconds,
    logBytes: limits.logBytes,
  };
}

function tmpfsMount({ target, sizeBytes }: ContainerMount & { type: "tmpfs" }): StartRequest["tmpfs"][number] {
  return { target, ...(sizeBytes !== undefined && { sizeBytes }) };
}
