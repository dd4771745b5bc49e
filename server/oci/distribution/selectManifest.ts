import type { Digest } from "#contract/names/digest.ts";
import type { Platform } from "#contract/names/platform.ts";
import { formatPlatform, parsePlatform } from "#contract/names/platform.ts";
import { platformDistance } from "./platformDistance.ts";
import type { ImageIndex, IndexEntry } from "./protocol/manifestDocument.ts";

export interface Candidate {
  readonly digest: Digest;
  /** False if the index doesn't say: only the image's configuration does, or it is another index. */
  readonly saysPlatform: boolean;
}

export interface Selected {
  /** The candidates for the platform, best first, equals in the order of the index; those without a platform last. */
  readonly candidates: readonly Candidate[];
  /** The available platforms, formatted. */
  readonly available: readonly string[];
}

/** The entries of an index that may be for a platform. */
export function selectManifest(index: ImageIndex, wanted: Platform): Selected {
  const suiting: { candidate: Candidate; distance: number }[] = [];
  const available = new Set<string>();
  for (const { digest, platform } of index.manifests) {
    // An incomplete platform counts as none.
    if (platform === undefined || platform.os === "" || platform.architecture === "") {
      suiting.push({ candidate: { digest, saysPlatform: false }, distance: Infinity });
      continue;
    }
    const parsed = parsePlatform(textOf(platform), wanted);
    // Attestations (unknown/unknown) are not images.
    if (!parsed.ok || parsed.platform.os === "unknown") continue;
    available.add(formatPlatform(parsed.platform));
    const distance = platformDistance(wanted, parsed.platform);
    if (distance !== undefined) suiting.push({ candidate: { digest, saysPlatform: true }, distance });
  }
  // Equal: the difference of two infinities is not a number.
  suiting.sort((a, b) => (a.distance === b.distance ? 0 : a.distance < b.distance ? -1 : 1));
  return { candidates: suiting.map(({ candidate }) => candidate), available: [...available] };
}

/** What a person knows an entry of an index by: its platform, or else its digest. */
export function entryName({ digest, platform }: IndexEntry): string {
  return platform === undefined || platform.os === "unknown" ? digest : textOf(platform);
}

function textOf({ os, architecture, variant }: { os: string; architecture: string; variant?: string | undefined }) {
  return [os, architecture, ...(variant === undefined || variant === "" ? [] : [variant])].join("/");
}
