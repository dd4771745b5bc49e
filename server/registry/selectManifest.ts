import type { Digest } from "#contract/digest.ts";
import type { Platform } from "#contract/names/platform.ts";
import { formatPlatform, parsePlatform } from "#contract/names/platform.ts";
import { platformDistance } from "./platformDistance.ts";
import type { ImageIndex } from "./registryManifest.ts";

export type Selected =
  | { readonly ok: true; readonly digest: Digest }
  /** The available platforms, formatted. */
  | { readonly ok: false; readonly available: readonly string[] };

/** The manifest of an index that fits a platform best; the first of equals. */
export function selectManifest(index: ImageIndex, wanted: Platform): Selected {
  let best: { digest: Digest; distance: number } | undefined;
  const available = new Set<string>();
  for (const { digest, platform } of index.manifests) {
    const parsed = platform === undefined ? undefined : parsePlatform(textOf(platform), wanted);
    // Attestations (unknown/unknown) are not images.
    if (parsed?.ok !== true || parsed.platform.os === "unknown") continue;
    const offered = parsed.platform;
    available.add(formatPlatform(offered));
    const distance = platformDistance(wanted, offered);
    if (distance !== undefined && (best === undefined || distance < best.distance)) best = { digest, distance };
  }
  return best === undefined ? { ok: false, available: [...available] } : { ok: true, digest: best.digest };
}

function textOf({ os, architecture, variant }: { os: string; architecture: string; variant?: string | undefined }) {
  return [os, architecture, ...(variant === undefined || variant === "" ? [] : [variant])].join("/");
}
