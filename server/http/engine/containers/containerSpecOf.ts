import {
  type ContainerMount,
  type ContainerSpec,
  containerSpecSchema,
  type PublishedPort,
} from "#contract/container.ts";
import { readBinarySize } from "#contract/docker/humanSize.ts";
import { EngineError } from "../base/engineError.ts";
import { refusal } from "../base/refusal.ts";
import type { CreateRequest, HostConfig, PortBinding } from "./createRequest.ts";
import { refuseOptions } from "./refusedOptions.ts";

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const NANO = 1e9;

/** What a Docker client asks for, as a container's spec. Throws an EngineError. */
export function containerSpecOf(request: CreateRequest, name: string | null): ContainerSpec {
  const host = request.HostConfig ?? {};
  refuseOptions(host);
  const parsed = containerSpecSchema.safeParse(
    defined({
      image: request.Image,
      name: nameOf(name),
      entrypoint: listOf(request.Entrypoint),
      command: listOf(request.Cmd),
      env: some(request.Env),
      workdir: text(request.WorkingDir),
      user: text(request.User),
      hostname: text(request.Hostname),
      labels: request.Labels ?? undefined,
      terminal: flag(request.Tty),
      stdin: flag(request.OpenStdin),
      network: host.NetworkMode === "none" || request.NetworkDisabled === true ? "none" : undefined,
      ports: some(portsOf(request, host)),
      publishAll: flag(host.PublishAllPorts),
      mounts: some(mountsOf(request, host)),
      readOnly: flag(host.ReadonlyRootfs),
      memoryBytes: amount(host.Memory),
      cpus: cpusOf(host),
      processes: amount(host.PidsLimit),
      stopSignal: text(request.StopSignal),
      stopSeconds: request.StopTimeout ?? undefined,
      healthcheck: request.Healthcheck,
      autoRemove: flag(host.AutoRemove),
    }),
  );
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EngineError(400, `invalid container: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}`);
}

function defined(spec: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined));
}

/** Docker's own names begin with a slash, which may be left out. */
export function plainName(name: string | null): string {
  return name?.replace(/^\//, "") ?? "";
}

function nameOf(name: string | null): string | undefined {
  const plain = plainName(name);
  if (plain === "") return undefined;
  if (NAME.test(plain)) return plain;
  throw new EngineError(400, `Invalid container name (${plain}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
}

const text = (value: string | null | undefined) => (value === null || value === "" ? undefined : value);
const flag = (value: boolean | null | undefined) => (value === true ? true : undefined);
const amount = (value: number | null | undefined) => ((value ?? 0) > 0 ? (value ?? undefined) : undefined);
const some = <T>(list: readonly T[] | null | undefined) => ((list?.length ?? 0) > 0 ? (list ?? undefined) : undefined);

function listOf(value: string | readonly string[] | null | undefined): readonly string[] | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === "string" ? [value] : value;
}

function cpusOf({ NanoCpus, CpuQuota, CpuPeriod }: HostConfig): number | undefined {
  const nano = amount(NanoCpus);
  if (nano !== undefined) return nano / NANO;
  const quota = amount(CpuQuota);
  return quota === undefined ? undefined : quota / (amount(CpuPeriod) ?? 100_000);
}

/** With `-P`, what `--expose` names is published like the image's ports. */
function portsOf({ ExposedPorts }: CreateRequest, { PortBindings, PublishAllPorts }: HostConfig): PublishedPort[] {
  const bound = Object.entries(PortBindings ?? {}).flatMap(([port, places]) =>
    (places ?? [{}]).map(({ HostIp, HostPort }: PortBinding) => {
      refuseAddress(HostIp ?? "");
      const host = hostPort(HostPort ?? "");
      return { ...portOf(port), ...(host !== undefined && { host }) };
    }),
  );
  if (PublishAllPorts !== true) return bound;
  const others = Object.keys(ExposedPorts ?? {}).filter((port) => !(port in (PortBindings ?? {})));
  return [...bound, ...others.map(portOf)];
}

function portOf(key: string): PublishedPort {
  const [, port, protocol = "tcp"] = /^(\d{1,5})(?:\/(tcp|udp))?$/.exec(key) ?? [];
  if (port === undefined) throw new EngineError(400, `invalid port specification: ${JSON.stringify(key)}`);
  return { container: Number(port), protocol: protocol === "udp" ? "udp" : "tcp" };
}

function hostPort(port: string): number | undefined {
  if (port === "" || port === "0") return undefined;
  if (/^\d{1,5}$/.test(port)) return Number(port);
  throw new EngineError(400, `invalid port specification: ${JSON.stringify(port)}`);
}

/** Docker's default is every address; Strata's ports are on loopback in any case. */
function refuseAddress(address: string): void {
  if (["", "0.0.0.0", "::", "127.0.0.1", "localhost"].includes(address)) return;
  throw refusal(`-p on ${address}`, "ports are published on 127.0.0.1");
}

function mountsOf({ Volumes }: CreateRequest, { Binds, Mounts, Tmpfs }: HostConfig): ContainerMount[] {
  const anonymous = Object.keys(Volumes ?? {}).map((target): ContainerMount => ({ type: "volume", target }));
  const tmpfs = Object.entries(Tmpfs ?? {}).map(([target, options]) => tmpfsOf(target, sizeIn(options)));
  return [...(Binds ?? []).map(bindOf), ...(Mounts ?? []).map(mountOf), ...tmpfs, ...anonymous];
}

function bindOf(bind: string): ContainerMount {
  const [source = "", target, options = ""] = bind.split(":");
  if (target === undefined) return { type: "volume", target: source };
  refuseHostPath(source);
  if (!target.startsWith("/")) {
    throw new EngineError(
      400,
      `invalid volume specification: '${bind}': invalid mount config for type "volume": invalid mount path: '${target}' mount path must be absolute`,
    );
  }
  return { type: "volume", name: source, target, ...(options.split(",").includes("ro") && { readOnly: true }) };
}

function mountOf({ Type, Source, Target, ReadOnly, TmpfsOptions }: NonNullable<HostConfig["Mounts"]>[number]) {
  if (Type === "tmpfs") return tmpfsOf(Target, TmpfsOptions?.SizeBytes ?? undefined);
  if (Type !== "volume") refuseHostPath("/");
  const name = text(Source);
  return {
    type: "volume" as const,
    target: Target,
    ...(name !== undefined && { name }),
    ...(ReadOnly === true && { readOnly: true }),
  };
}

function refuseHostPath(source: string): void {
  if (!/^[./~]/.test(source) && !source.includes("\\")) return;
  throw refusal("folders of the machine as mounts", "use a volume, such as -v name:/path, and docker cp");
}

function tmpfsOf(target: string, sizeBytes: number | undefined): ContainerMount {
  return { type: "tmpfs", target, ...(sizeBytes !== undefined && sizeBytes > 0 && { sizeBytes }) };
}

function sizeIn(options: string): number | undefined {
  const size = /(?:^|,)size=([^,]+)/.exec(options)?.[1];
  return size === undefined ? undefined : readBinarySize(size);
}
