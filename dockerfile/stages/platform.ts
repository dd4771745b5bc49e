/** What an image runs on, as the OCI specification has it. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string;
}

const OPERATING_SYSTEMS: ReadonlySet<string> = new Set(
  "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos".split(
    " ",
  ),
);
const ARCHITECTURES: ReadonlySet<string> = new Set(
  "386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm".split(
    " ",
  ),
);

function normalizeArchitecture(architecture: string, variant: string): readonly [string, string] {
  const lower = architecture.toLowerCase();
  const version = variant.toLowerCase();
  switch (lower) {
    case "i386":
      return ["386", ""];
    case "x86_64":
    case "x86-64":
    case "amd64":
      return ["amd64", version === "v1" ? "" : version];
    case "aarch64":
    case "arm64":
      return ["arm64", version === "8" || version === "v8" ? "" : version];
    case "armhf":
      return ["arm", "v7"];
    case "armel":
      return ["arm", "v6"];
    case "arm":
      if (version === "" || version === "7") return ["arm", "v7"];
      return ["arm", /^[568]$/.test(version) ? `v${version}` : version];
    default:
      return [lower, version];
  }
}

/** `linux/arm64`, `linux/arm/v7`, `arm64` or `linux`, as containerd's `platforms.Parse` reads it. */
export function parsePlatform(text: string, host: Platform): Platform | { readonly error: string } {
  const parts = text.split("/");
  if (text.includes("*")) return { error: `"${text}": wildcards not yet supported: invalid argument` };
  const [head = "", second = "", third = ""] = parts;
  // The version of an operating system does not matter here.
  const first = /^([A-Za-z0-9_.-]+)(?:\([A-Za-z0-9_.-]*\))?$/.exec(head)?.[1] ?? "";
  const bad = first === "" ? head : parts.slice(1).find((part) => !/^[A-Za-z0-9_.-]+$/.test(part));
  if (bad !== undefined) {
    return {
      error: `"${bad}" is an invalid component of "${text}": platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument`,
    };
  }
  if (parts.length === 1) {
    const os = first.toLowerCase() === "macos" ? "darwin" : first.toLowerCase();
    if (OPERATING_SYSTEMS.has(os)) return { ...host, os };
    const [architecture, variant] = normalizeArchitecture(first, "");
    if (ARCHITECTURES.has(architecture)) return { os: host.os, architecture, variant: first === "arm" ? "" : variant };
    return { error: `"${text}": unknown operating system or architecture: invalid argument` };
  }
  if (parts.length > 3) return { error: `"${text}": cannot parse platform specifier: invalid argument` };
  const [architecture, variant] = normalizeArchitecture(second, third);
  return { os: first.toLowerCase(), architecture, variant };
}

export function formatPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, variant].filter((part) => part !== "").join("/");
}
