import {
  gatewayAddress,
  gatewayMac,
  guestAddress,
  guestMac,
  mtu,
  prefixLength,
} from "#server/sandbox/network/addresses.ts";
import type { CommandSpec, RunMount, RunSpec, TerminalSize } from "./executor.ts";

/** One record of the helper's specification: see sandbox/source/spec.c. */
type Field = readonly [key: string, value: string | number | Uint8Array];

/** The machine's own resolver configuration, for a run in its network. */
export interface SpecSurroundings {
  readonly hostResolvConf: string;
  readonly useCgroups: boolean;
}

/** The specification of a run as the helper reads it. */
export function encodeSandboxSpec(spec: RunSpec, surroundings: SpecSurroundings): Uint8Array {
  const fields: Field[] = [
    ...spec.lowerDirs.map((dir): Field => ["lower", dir]),
    ["upper", spec.upperDir],
    ["work", spec.workDir],
    ...commandFields(spec),
    ["hostname", spec.hostname],
    ["hosts", hostsFile(spec)],
    ["container", spec.container ? 1 : 0],
    ["read-only-root", spec.readOnlyRoot ? 1 : 0],
    ["cgroups", surroundings.useCgroups ? 1 : 0],
    ...(spec.group === undefined ? [] : [["cgroup", spec.group] as const]),
    ...networkFields(spec, surroundings),
    ...limitFields(spec),
    ...spec.mounts.flatMap(mountFields),
  ];
  return Buffer.concat(fields.map(encodeField));
}

/** The specification of an exec as the helper reads it. */
export function encodeExecSpec(spec: CommandSpec): Uint8Array {
  return Buffer.concat(commandFields(spec).map(encodeField));
}

function commandFields(spec: CommandSpec): Field[] {
  return [
    ...spec.argv.map((word): Field => ["arg", word]),
    ...spec.env.map((variable): Field => ["env", variable]),
    ["cwd", spec.cwd],
    ["uid", spec.uid],
    ["gid", spec.gid],
    // A process is in its own group too, as in containerd.
    ...[...new Set([spec.gid, ...spec.groups])].map((group): Field => ["group", group]),
    ["input", spec.stdin === "pipe" ? 1 : 0],
    ...(spec.terminal === undefined ? [] : [terminalField(spec.terminal)]),
  ];
}

function terminalField({ columns, rows }: TerminalSize): Field {
  return ["terminal", `${columns}x${rows}`];
}

function hostsFile(spec: RunSpec): string {
  const extra = (spec.extraHosts ?? []).map(({ ip, name }) => `${ip}\t${name}`);
  const lines = spec.container ? containerHosts(spec, extra) : [...stepHosts(spec), ...extra];
  return `${lines.join("\n")}\n`;
}

/** As BuildKit writes it. */
function stepHosts({ hostname }: RunSpec): string[] {
  return [`127.0.0.1\tlocalhost ${hostname}`, "::1\tlocalhost ip6-localhost ip6-loopback"];
}

/** As Docker writes it. */
function containerHosts({ hostname, network }: RunSpec, extra: readonly string[]): string[] {
  return [
    "127.0.0.1\tlocalhost",
    "::1\tlocalhost ip6-localhost ip6-loopback",
    "fe00::\tip6-localnet",
    "ff00::\tip6-mcastprefix",
    "ff02::1\tip6-allnodes",
    "ff02::2\tip6-allrouters",
    ...extra,
    ...(network === "filtered" ? [`${guestAddress}\t${hostname}`] : []),
  ];
}

function networkFields(spec: RunSpec, { hostResolvConf }: SpecSurroundings): Field[] {
  const resolv = spec.network === "filtered" ? `nameserver ${gatewayAddress}\n` : hostResolvConf;
  const fields: Field[] = [
    ["network", spec.network],
    ["resolv", resolv],
  ];
  if (spec.network !== "filtered") return fields;
  return [
    ...fields,
    ["guest-address", guestAddress],
    ["prefix-length", prefixLength],
    ["gateway", gatewayAddress],
    ["guest-mac", guestMac],
    ["gateway-mac", gatewayMac],
    ["mtu", mtu],
  ];
}

function limitFields({ limits }: RunSpec): Field[] {
  return [
    ["memory", Math.floor(limits.memoryBytes ?? 0)],
    ["processes", Math.floor(limits.processes ?? 0)],
    ["cpu-millis", Math.floor((limits.cpus ?? 0) * 1000)],
    ["cpu-time", Math.ceil((limits.cpuSeconds ?? 0) * 1000)],
    ["disk", Math.floor(limits.diskBytes ?? 0)],
    ["output", Math.floor(limits.outputBytes ?? 0)],
    ["milliseconds", Math.ceil((limits.seconds ?? 0) * 1000)],
  ];
}

function mountFields(mount: RunMount): Field[] {
  const fields: Field[] = [
    ["mount", mount.type],
    ["mount.target", mount.target],
  ];
  switch (mount.type) {
    case "bind":
      fields.push(["mount.source", mount.source], ["mount.readonly", mount.readOnly ? 1 : 0]);
      break;
    case "tmpfs":
      fields.push(["mount.size", Math.floor(mount.sizeBytes ?? 0)]);
      break;
    case "file":
      fields.push(["mount.content", mount.content], ["mount.mode", mount.mode & 0o777]);
      fields.push(["mount.uid", mount.uid], ["mount.gid", mount.gid]);
      break;
    case "overlay":
      fields.push(...mount.lowerDirs.map((dir): Field => ["mount.lower", dir]));
      if (mount.source !== undefined) fields.push(["mount.source", mount.source]);
      if (mount.upperDir !== undefined) fields.push(["mount.upper", mount.upperDir]);
      if (mount.workDir !== undefined) fields.push(["mount.work", mount.workDir]);
      break;
  }
  return fields;
}

/** Throws if a text has a NUL, which no path, argument, or variable can have. */
function encodeField([key, value]: Field): Uint8Array {
  const bytes = typeof value === "object" ? value : Buffer.from(String(value));
  if (typeof value === "string" && value.includes("\0")) throw new TypeError(`a NUL character in ${key}`);
  const head = Buffer.alloc(key.length + 5);
  head.write(key, "latin1");
  head.writeUInt32LE(bytes.length, key.length + 1);
  return Buffer.concat([head, bytes, Buffer.alloc(1)]);
}
