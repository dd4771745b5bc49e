import type { Container, ContainerMount } from "#contract/container.ts";
import type { TerminalSize } from "#server/sandbox/executor/executor.ts";
import type { ContainerView, RuntimeVolume, StartRequest } from "../process/protocol.ts";
import { type ContainerLimits, runLimits } from "./containerLimits.ts";
import type { ContainerRecord } from "./containerRecord.ts";
import { commandEnv } from "./resolveSpec.ts";

/** Until a client sends its size. */
export const USUAL_SIZE: TerminalSize = { columns: 80, rows: 24 };

/** The folder of a volume; undefined if it was removed. */
export type FolderOf = (name: string) => string | undefined;

/** What the runtime process needs to see a container's files. */
export function containerView(record: ContainerRecord, limits: ContainerLimits, folderOf: FolderOf): ContainerView {
  const { layers, container } = record;
  const { id, spec } = container;
  return {
    id,
    layers,
    volumes: container.volumes.flatMap((volume) => runtimeVolume(volume, folderOf)),
    tmpfs: (spec.mounts ?? []).flatMap((mount) => (mount.type === "tmpfs" ? [mount.target] : [])),
    readOnlyRoot: spec.readOnly ?? false,
    limitBytes: limits.diskBytes,
  };
}

/** What the runtime process needs to start a container. */
export function startRequest(
  record: ContainerRecord,
  limits: ContainerLimits,
  folderOf: FolderOf,
  size = USUAL_SIZE,
): StartRequest {
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
    volumes: container.volumes.flatMap((volume) => runtimeVolume(volume, folderOf)),
    readOnlyRoot: spec.readOnly ?? false,
    ports: record.publish,
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

function runtimeVolume({ name, target, readOnly }: Container["volumes"][number], folderOf: FolderOf): RuntimeVolume[] {
  const folder = folderOf(name);
  return folder === undefined ? [] : [{ folder, target, readOnly }];
}
