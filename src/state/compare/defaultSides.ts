import type { BuildSummary } from "#contract/build.ts";
import { buildBefore } from "../build/buildDelta.ts";
import type { Sides } from "./compareChoice.ts";

/** The build on the page and the one before it; undefined if there is none. `builds` are newest first. */
export function defaultSides(builds: readonly BuildSummary[], shown: string | undefined): Sides | undefined {
  const after = builds.find(({ id, image }) => id === shown && image) ?? builds.find(({ image }) => image);
  const before = after && buildBefore(builds, after.id);
  return before && { a: before.id, b: after.id };
}
