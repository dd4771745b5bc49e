import type { BuildPlan } from "#dockerfile/plan/buildPlan.ts";
import { contextName } from "#dockerfile/plan/namedContext.ts";
import type { MatchedStage } from "./stepMatcher.ts";

/** The stages of a plan as BuildKit numbers them. `contexts`: names that contexts of the build stand in for. */
export function matchedStages({ stages }: BuildPlan, contexts: Iterable<string>): MatchedStage[] {
  const replaced = new Set([...contexts].map(contextName));
  return [...stages.values()].map(({ index, name, from, fromStep, base, steps }) => ({
    ...{ index, name, fromStep, steps },
    countsFrom: base.kind === "image" && !replaced.has(contextName(from)),
  }));
}
