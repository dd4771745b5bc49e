/** What an image runs on, as the OCI specification has it; normalized as containerd's platforms package does. */
export interface Platform {
  readonly os: string;
  /** As in `windows(10.0.17763)/amd64`. */
  readonly osVersion?: string;
  readonly architecture: string;
  /** Absent where it is the one that everybody means: v1 of amd64, v8 of arm64. */
  readonly variant?: string;
}

export type ParsedPlatform =
  | { readonly ok: true; readonly platform: Platform }
  /** In the words of BuildKit. */
  | { readonly ok: false; readonly error: string };

const OPERATING_SYSTEMS: ReadonlySet<string> = new Set(
  "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos".split(
    " ",
  ),
);
const ARCHITECTURES: ReadonlySet<string> = new Set(
  "386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm".split(
    " ",
  ),
);

const COMPONENT = /^[A-Za-z0-9_.-]+$/;
const OS_AND_VERSION = /^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?$/;
/** As Go prints it, between quotes. */
const OS_AND_VERSION_TEXT = OS_AND_VERSION.source.replaceAll("\\", "\\\\");

/** `linux/arm64`, `linux/arm/v7`, `windows(10.0.17763)/amd64`, `arm64` or `linux`: what is not said is the host's. */
export function parsePlatform(text: string, host: Platform): ParsedPlatform {
  if (text.includes("*")) return refuse(`"${text}": wildcards not yet supported`);
  const [head = "", ...rest] = text.split("/");
  const system = OS_AND_VERSION.exec(head);
  if (system === null) {
    const must = `OSAndVersion specifier component must match "${OS_AND_VERSION_TEXT}"`;
    return refuse(`"${head}" is an invalid OS component of "${text}": ${must}`);
  }
  const bad = rest.find((part) => !COMPONENT.test(part));
  if (bad !== undefined) {
    const must = `platform specifier component must match "${COMPONENT.source}"`;
    return refuse(`"${bad}" is an invalid component of "${text}": ${must}`);
  }
  const [architecture, variant = "", ...more] = rest;
  if (more.length > 0) return refuse(`"${text}": cannot parse platform specifier`);
  const os = systemOf(system);
  if (architecture !== undefined) return accept({ ...os, ...normalizeArchitecture(architecture, variant) });
  if (OPERATING_SYSTEMS.has(os.os)) return accept({ ...os, ...machineOf(host) });
  const alone = normalizeArchitecture(head, "");
  if (ARCHITECTURES.has(alone.architecture)) return accept({ os: host.os, ...alone });
  return refuse(`"${text}": unknown operating system or architecture`);
}

export function formatPlatform({ os, osVersion, architecture, variant }: Platform): string {
  const system = osVersion === undefined ? os : `${os}(${osVersion})`;
  return [system, architecture, ...(variant === undefined ? [] : [variant])].join("/");
}

function accept(platform: Platform): ParsedPlatform {
  return { ok: true, platform };
}

function refuse(error: string): ParsedPlatform {
  return { ok: false, error: `${error}: invalid argument` };
}

function systemOf([, name = "", version = ""]: RegExpExecArray): Pick<Platform, "os" | "osVersion"> {
  const lower = name.toLowerCase();
  return { os: lower === "macos" ? "darwin" : lower, ...(version === "" ? {} : { osVersion: version }) };
}

type Machine = Pick<Platform, "architecture" | "variant">;

function machineOf({ architecture, variant }: Platform): Machine {
  return { architecture, ...(variant === undefined ? {} : { variant }) };
}

/** One spelling for each machine. An image's configuration spells them as its maker did. */
function normalizeArchitecture(architecture: string, variant: string): Machine {
  const name = architecture.toLowerCase();
  const version = variant.toLowerCase();
  switch (name) {
    case "i386":
      return { architecture: "386" };
    case "x86_64":
    case "x86-64":
    case "amd64":
      return machine("amd64", version === "v1" ? "" : version);
    case "aarch64":
    case "arm64":
      return machine("arm64", arm64Variant(version));
    case "armhf":
      return machine("arm", "v7");
    case "armel":
      return machine("arm", "v6");
    case "arm":
      return machine("arm", armVariant(version));
    default:
      return machine(name, version);
  }
}

function machine(architecture: string, variant: string): Machine {
  return { architecture, ...(variant === "" ? {} : { variant }) };
}

function arm64Variant(version: string): string {
  if (["8", "v8", "v8.0"].includes(version)) return "";
  return ["9", "9.0", "v9.0"].includes(version) ? "v9" : version;
}

function armVariant(version: string): string {
  if (version === "") return "v7";
  return /^[5678]$/.test(version) ? `v${version}` : version;
}
