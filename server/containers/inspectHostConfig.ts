import type { Container, ContainerSpec } from "#contract/container.ts";

const NANO = 1_000_000_000;
const SHM_BYTES = 67_108_864;

/** `HostConfig` of the Engine API: the fields that something here decides, and those that clients read without asking. */
export function inspectHostConfig({ spec }: Container): Record<string, unknown> {
  const tmpfs = tmpfsOf(spec);
  return {
    Binds: bindsOf(spec),
    ContainerIDFile: "",
    LogConfig: { Type: "json-file", Config: {} },
    NetworkMode: spec.network === "none" ? "none" : "bridge",
    PortBindings: bindingsOf(spec),
    RestartPolicy: { Name: "no", MaximumRetryCount: 0 },
    AutoRemove: spec.autoRemove ?? false,
    VolumeDriver: "",
    VolumesFrom: null,
    ConsoleSize: [0, 0],
    CapAdd: null,
    CapDrop: null,
    CgroupnsMode: "private",
    Dns: [],
    DnsOptions: [],
    DnsSearch: [],
    ExtraHosts: null,
    GroupAdd: null,
    IpcMode: "private",
    Links: null,
    OomScoreAdj: 0,
    PidMode: "",
    Privileged: false,
    PublishAllPorts: spec.publishAll ?? false,
    ReadonlyRootfs: spec.readOnly ?? false,
    SecurityOpt: null,
    ...(tmpfs && { Tmpfs: tmpfs }),
    UTSMode: "",
    UsernsMode: "",
    ShmSize: SHM_BYTES,
    Runtime: "runc",
    Isolation: "",
    CpuShares: 0,
    Memory: spec.memoryBytes ?? 0,
    NanoCpus: Math.round((spec.cpus ?? 0) * NANO),
    MemorySwap: 0,
    MemoryReservation: 0,
    OomKillDisable: false,
    PidsLimit: spec.processes ?? null,
    Devices: [],
    Ulimits: [],
    Init: false,
  };
}

function bindsOf({ mounts = [] }: ContainerSpec): string[] | null {
  const binds = mounts.flatMap((mount) => {
    if (mount.type !== "volume" || mount.name === undefined) return [];
    return [`${mount.name}:${mount.target}${mount.readOnly === true ? ":ro" : ""}`];
  });
  return binds.length === 0 ? null : binds;
}

function tmpfsOf({ mounts = [] }: ContainerSpec): Record<string, string> | undefined {
  const found = mounts.flatMap((mount) => {
    if (mount.type !== "tmpfs") return [];
    return [[mount.target, mount.sizeBytes === undefined ? "" : `size=${mount.sizeBytes}`]];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function bindingsOf({ ports = [] }: ContainerSpec): Record<string, unknown> {
  const byPort = Object.groupBy(ports, ({ container, protocol }) => `${container}/${protocol}`);
  return Object.fromEntries(
    Object.entries(byPort).map(([port, places = []]) => [
      port,
      places.map(({ host }) => ({ HostIp: "", HostPort: host === undefined ? "" : String(host) })),
    ]),
  );
}
