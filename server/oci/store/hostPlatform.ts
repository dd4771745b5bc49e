import type { Platform } from "#contract/names/platform.ts";

/** Architectures whose names differ between Node and Go (and so images). */
const GO_NAMES: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386", mipsel: "mipsle", ppc64: "ppc64le" };

/** The platform of Linux containers on this machine. */
export function hostPlatform(): Platform {
  const architecture = GO_NAMES[process.arch] ?? process.arch;
  return { os: "linux", architecture, ...(architecture === "arm" ? { variant: "v7" } : {}) };
}
