import type { BuildRequest, PlannedStage } from "#contract/build.ts";

/** The stages for which a request disables the cache: all, or those it names (in any case) or counts from 0. */
export function noCacheFor({
  noCache = false,
  noCacheFilter = [],
}: Pick<BuildRequest, "noCache" | "noCacheFilter">): (stage: PlannedStage) => boolean {
  const named = new Set(noCacheFilter.map((name) => name.toLowerCase()));
  return ({ name, index }) => noCache || named.has(String(index)) || (name !== undefined && named.has(name));
}
