import type { BuildSummary } from "#contract/build.ts";
import type { Digest } from "#contract/names/digest.ts";

/** The images that stay when unused ones are removed: the newest one and those of pinned builds. `builds` are newest first. */
export function keptImages(builds: readonly BuildSummary[]): ReadonlySet<Digest> {
  const newest = builds.find(({ state }) => state === "done");
  return new Set([newest, ...builds.filter(({ pinned }) => pinned)].flatMap((build) => build?.image?.id ?? []));
}
