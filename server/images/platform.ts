/** `os/architecture[/variant]`, normalized as containerd's platforms package does. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

const ARCHITECTURES: Record<string, readonly [string, string?]> = {
  x86_64: ["amd64"],
  "x86-64": ["amd64"],
  i386: ["386"],
  i486: ["386"],
  i586: ["386"],
  i686: ["386"],
  aarch64: ["arm64"],
  armhf: ["arm", "v7"],
  armel: ["arm", "v6"],
};

/** Undefined where the text is no platform. `amd64` alone and `linux` alone are understood as containerd does. */
export function parsePlatform(text: string): Platform | undefined {
  const parts = text.toLowerCase().split("/");
  if (parts.length > 3 || parts.some((part) => !/^[a-z0-9_.-]+$/.test(part))) return undefined;
  const [first = "", second, third] = parts;
  if (second === undefined) {
    return KNOWN_SYSTEMS.has(first) ? normalize(first, hostPlatform().architecture) : normalize("linux", first);
  }
  return normalize(first, second, third);
}

const KNOWN_SYSTEMS = new Set(["linux", "windows", "darwin", "freebsd"]);

function normalize(system: string, architecture: string, variant?: string): Platform {
  const os = system === "macos" ? "darwin" : system;
  const [name, implied] = ARCHITECTURES[architecture] ?? [architecture];
  const given = variant ?? implied ?? (name === "arm" ? "v7" : undefined);
  const numbered = given !== undefined && /^\d+$/.test(given) ? `v${given}` : given;
  const isDefault = (name === "arm64" && numbered === "v8") || (name === "amd64" && numbered === "v1");
  return { os, architecture: name, ...(numbered === undefined || isDefault ? {} : { variant: numbered }) };
}

export function formatPlatform({ os, architecture, variant }: Platform): string {
  return `${os}/${architecture}${variant === undefined ? "" : `/${variant}`}`;
}

/** What this machine's Linux containers are: linux, and this processor. */
export function hostPlatform(): Platform {
  const names: Record<string, string> = { x64: "amd64", ia32: "386", ppc64: "ppc64le" };
  return normalize("linux", names[process.arch] ?? process.arch);
}

/**
 * How well a machine of platform `wanted` runs `offered`: 0 exactly, more for older variants it also runs, undefined
 * where it can't. (containerd: arm/v7 runs v6 and v5; arm64 runs arm where nothing better is there.)
 */
export function platformDistance(wanted: Platform, offered: Platform): number | undefined {
  if (wanted.os !== offered.os) return undefined;
  if (wanted.architecture === offered.architecture) {
    const [mine, theirs] = [variantNumber(wanted), variantNumber(offered)];
    if (mine === theirs) return 0;
    return theirs < mine ? mine - theirs : undefined;
  }
  if (wanted.architecture === "arm64" && offered.architecture === "arm") return 100 + 8 - variantNumber(offered);
  if (wanted.architecture === "amd64" && offered.architecture === "386") return 100;
  return undefined;
}

function variantNumber({ architecture, variant }: Platform): number {
  const given = Number(variant?.replace(/^v/, ""));
  if (Number.isFinite(given)) return given;
  return { arm: 7, arm64: 8, amd64: 1 }[architecture] ?? 0;
}
