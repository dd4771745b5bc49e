import type Docker from "dockerode";
import type { StartRequest } from "../process/protocol.ts";
import { type EngineNames, ID_LABEL } from "./engineNames.ts";

/** What a container on an engine can reach: `bridge` is a network of ours, where containers don't see each other. */
export type EngineNetwork = "none" | "bridge" | "host";

export interface ToCreate {
  readonly names: EngineNames;
  readonly owner: string;
  /** The name of its image on the engine. */
  readonly image: string;
  readonly network: EngineNetwork;
}

/** A container as the engine is asked for it: everything is said, so that nothing comes from the image or a default. */
export function createOptions(request: StartRequest, to: ToCreate): Docker.ContainerCreateOptions {
  const { argv, env, cwd, user, hostname, stdin, terminal, id } = request;
  const { names, owner, image, network } = to;
  const mode = request.network === "none" ? "none" : network;
  return {
    name: names.container(id),
    Image: image,
    // With an entrypoint, the image's own command is not used.
    Entrypoint: [...argv.slice(0, 1)],
    Cmd: [...argv.slice(1)],
    Env: [...env],
    WorkingDir: cwd,
    User: user,
    Hostname: mode === "host" ? "" : hostname,
    Labels: { ...names.labels(owner), [ID_LABEL]: id },
    // The service checks the health itself.
    Healthcheck: { Test: ["NONE"] },
    OpenStdin: stdin,
    StdinOnce: stdin,
    AttachStdin: stdin,
    AttachStdout: true,
    AttachStderr: true,
    Tty: terminal !== undefined,
    ExposedPorts: Object.fromEntries(request.ports.map((port) => [portName(port), {}])),
    HostConfig: hostConfig(request, names, mode),
  };
}

function hostConfig(request: StartRequest, names: EngineNames, mode: EngineNetwork): Docker.HostConfig {
  const { limits, readOnlyRoot, tmpfs, volumes, ports, terminal } = request;
  return {
    Memory: limits.memoryBytes ?? 0,
    MemorySwap: limits.memoryBytes ?? 0,
    PidsLimit: limits.processes ?? 0,
    NanoCpus: Math.round((limits.cpus ?? 0) * 1e9),
    Privileged: false,
    SecurityOpt: ["no-new-privileges"],
    ReadonlyRootfs: readOnlyRoot,
    NetworkMode: mode === "bridge" ? names.network : mode,
    PortBindings: Object.fromEntries(
      mode === "bridge" ? ports.map((port) => [portName(port), [binding(port.host)]]) : [],
    ),
    Tmpfs: Object.fromEntries(tmpfs.map(({ target, sizeBytes }) => [target, tmpfsOptions(sizeBytes)])),
    Mounts: volumes.map(({ folder, target, readOnly }) => ({
      Type: "volume" as const,
      Source: names.volume(folder),
      Target: target,
      ReadOnly: readOnly,
      VolumeOptions: { NoCopy: false, Labels: names.label, DriverConfig: { Name: "local", Options: {} } },
    })),
    // Strata keeps the log, within its limit.
    LogConfig: { Type: "none", Config: {} },
    RestartPolicy: { Name: "no" },
    AutoRemove: false,
    ...(terminal !== undefined && { ConsoleSize: [terminal.rows, terminal.columns] }),
  };
}

/** On the loopback of the engine's machine, as in a sandbox. */
function binding(host: number | undefined) {
  return { HostIp: "127.0.0.1", HostPort: host === undefined ? "" : String(host) };
}

function tmpfsOptions(sizeBytes: number | undefined): string {
  return sizeBytes === undefined ? "" : `size=${sizeBytes}`;
}

function portName({ container, protocol }: { readonly container: number; readonly protocol: string }): string {
  return `${container}/${protocol}`;
}
