import type { Platform } from "#contract/names/platform.ts";

/**
 * How well a machine of platform `wanted` runs `offered`: 0 exactly, more for older variants it also runs, undefined
 * if it can't. (containerd: arm/v7 runs v6 and v5; arm64 runs arm if nothing better is there.)
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
