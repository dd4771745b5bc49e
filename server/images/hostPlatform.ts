import type { Platform } from "#contract/names/platform.ts";

/** Where Node names a processor otherwise than Go, and so than images. */
const GO_NAMES: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386", mipsel: "mipsle", ppc64: "ppc64le" };

/** What this machine's Linux containers are: linux, and this processor. */
export function hostPlatform(): Platform {
  const architecture = GO_NAMES[process.arch] ?? process.arch;
  return { os: "linux", architecture, ...(architecture === "arm" ? { variant: "v7" } : {}) };
}
