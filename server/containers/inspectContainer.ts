import type { Container } from "#contract/container.ts";
import { PUBLISHED_ADDRESS } from "#contract/docker/containerPorts.ts";
import { stateWord } from "#contract/docker/containerStatus.ts";
import type { ContainerConfig } from "#contract/image.ts";
import { shortId } from "#contract/names/shortId.ts";
import { inspectHostConfig } from "./inspectHostConfig.ts";
import { mergedConfig } from "./mergedConfig.ts";

/** What a container alone does not tell. */
export interface ContainerFacts {
  /** `config` of its image; empty if the image is gone. */
  readonly image: ContainerConfig;
  /** `linux` of `linux/amd64`. */
  readonly os?: string;
  /** Its address on the sandbox's network. */
  readonly address?: string;
  readonly gateway?: string;
  /** What its files take, for `--size`. */
  readonly sizes?: { readonly writable: number; readonly total: number };
}

/** Go's zero time. */
const NEVER = "0001-01-01T00:00:00Z";

/** Milliseconds since the epoch, as the Engine API writes them. */
function engineTime(milliseconds: number | undefined): string {
  return milliseconds === undefined ? NEVER : new Date(milliseconds).toISOString();
}

/** `docker container inspect`'s object (Engine API 1.51, ContainerInspect), without the fields of Docker's own store. */
export function inspectContainer(container: Container, facts: ContainerFacts): Record<string, unknown> {
  const [path = "", ...args] = container.argv;
  return {
    Id: container.id,
    Created: engineTime(container.createdAt),
    Path: path,
    Args: args,
    State: inspectState(container),
    Image: container.image.id,
    ResolvConfPath: "",
    HostnamePath: "",
    HostsPath: "",
    LogPath: "",
    Name: `/${container.name}`,
    RestartCount: container.restarts,
    Driver: "overlay2",
    Platform: facts.os ?? "linux",
    MountLabel: "",
    ProcessLabel: "",
    AppArmorProfile: "",
    ExecIDs: null,
    HostConfig: inspectHostConfig(container),
    ...(facts.sizes && { SizeRw: facts.sizes.writable, SizeRootFs: facts.sizes.total }),
    Mounts: inspectMounts(container),
    Config: inspectConfig(container, facts.image),
    NetworkSettings: inspectNetwork(container, facts),
  };
}

function inspectState({ state }: Container): Record<string, unknown> {
  const ended = state.phase === "exited" ? state : undefined;
  const running = state.phase === "running" ? state : undefined;
  const startedAt = running?.startedAt ?? ended?.startedAt;
  const { health } = running ?? {};
  return {
    Status: stateWord(state),
    Running: running !== undefined,
    Paused: running?.paused ?? false,
    Restarting: false,
    OOMKilled: ended?.reason === "memory",
    Dead: false,
    Pid: running === undefined ? 0 : 1,
    ExitCode: ended?.code ?? 0,
    Error: ended?.message ?? "",
    StartedAt: engineTime(startedAt),
    FinishedAt: engineTime(startedAt === undefined ? undefined : ended?.finishedAt),
    ...(health && { Health: { Status: health.state, FailingStreak: health.failures, Log: healthLog(health) } }),
  };
}

function healthLog({ failures, output }: { failures: number; output: string }): Record<string, unknown>[] {
  return output === "" ? [] : [{ ExitCode: failures === 0 ? 0 : 1, Output: output }];
}

function inspectMounts({ volumes }: Container): Record<string, unknown>[] {
  return volumes.map(({ name, target, readOnly, anonymous }) => ({
    Type: "volume",
    Name: name,
    Source: "",
    Destination: target,
    Driver: "local",
    Mode: anonymous ? "" : "z",
    RW: !readOnly,
    Propagation: "",
  }));
}

function inspectConfig({ id, spec, image }: Container, imageConfig: ContainerConfig): Record<string, unknown> {
  const { User, ExposedPorts, Env, Cmd, Healthcheck, ...rest } = mergedConfig(spec, imageConfig);
  return {
    Hostname: spec.hostname ?? shortId(id),
    Domainname: "",
    User,
    AttachStdin: spec.stdin ?? false,
    AttachStdout: true,
    AttachStderr: true,
    ...(ExposedPorts && { ExposedPorts }),
    Tty: spec.terminal ?? false,
    OpenStdin: spec.stdin ?? false,
    StdinOnce: spec.stdin ?? false,
    Env,
    Cmd,
    ...(Healthcheck && { Healthcheck }),
    Image: image.ref,
    ...rest,
    ...(spec.stopSeconds !== undefined && { StopTimeout: spec.stopSeconds }),
  };
}

function inspectNetwork(container: Container, facts: ContainerFacts): Record<string, unknown> {
  const runs = container.state.phase === "running";
  const none = container.spec.network === "none";
  const isConnected = runs && !none;
  const address = {
    Gateway: isConnected ? (facts.gateway ?? "") : "",
    IPAddress: isConnected ? (facts.address ?? "") : "",
    IPPrefixLen: isConnected && facts.address !== undefined ? 24 : 0,
    IPv6Gateway: "",
    GlobalIPv6Address: "",
    GlobalIPv6PrefixLen: 0,
    MacAddress: "",
  };
  const endpoint = { IPAMConfig: null, Links: null, Aliases: null, NetworkID: "", EndpointID: "", DNSNames: null };
  return {
    Bridge: "",
    SandboxID: "",
    SandboxKey: "",
    Ports: runs ? inspectPorts(container, facts.image) : {},
    ...address,
    Networks: { [none ? "none" : "bridge"]: { ...endpoint, ...address } },
  };
}

/** Every exposed port, with where it is published: null if nowhere. */
function inspectPorts({ spec, ports }: Container, image: ContainerConfig): Record<string, unknown> {
  const exposed = Object.keys(mergedConfig(spec, image).ExposedPorts ?? {}).map((port) => [port, null] as const);
  const published = Object.groupBy(ports, ({ container, protocol }) => `${container}/${protocol}`);
  const bound = Object.entries(published).map(
    ([port, places = []]) =>
      [port, places.map(({ host }) => ({ HostIp: PUBLISHED_ADDRESS, HostPort: String(host) }))] as const,
  );
  return Object.fromEntries([...exposed, ...bound]);
}
