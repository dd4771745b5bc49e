import type { BuilderOutlook } from "#contract/builderChoice.ts";
import { ANY_BUILDKIT, AUTO_BUILDER, type BuilderDescription, type BuilderId, type Health } from "#contract/health.ts";

/**
 * The builder that a choice would get: the one that the server says; until it has, the embedded one first, then the first that
 * can build.
 */
export function builderOf(
  { builders }: Health,
  choice: string = AUTO_BUILDER,
  outlook?: BuilderOutlook,
): BuilderDescription | undefined {
  const named = builders.find(({ id }) => id === (outlook?.assignment?.builder ?? choice));
  if (named !== undefined) return named;
  const able = builders.filter(({ kind }) => choice !== ANY_BUILDKIT || kind === "buildkit");
  return able.find(({ available, run }) => available && run) ?? able.find(({ available }) => available) ?? able[0];
}

/** Whether there is more than one to choose from. */
export function canChooseBuilder({ builders }: Health): boolean {
  return builders.length > 1;
}

/** Two builders to build with both; undefined if there is no second one that can. */
export function bothOf({ assignment, second }: BuilderOutlook): readonly [BuilderId, BuilderId] | undefined {
  return assignment && second && !second.lack ? [assignment.builder, second.builder] : undefined;
}
