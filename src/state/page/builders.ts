import { ANY_BUILDKIT, AUTO_BUILDER, type BuilderDescription, type Health } from "#contract/health.ts";

/** The builder that a choice would get, as far as the page can tell: the embedded one first, then the first that can build. */
export function builderOf({ builders }: Health, choice: string = AUTO_BUILDER): BuilderDescription | undefined {
  const named = builders.find(({ id }) => id === choice);
  if (named !== undefined) return named;
  const able = builders.filter(({ kind }) => choice !== ANY_BUILDKIT || kind === "buildkit");
  return able.find(({ available, run }) => available && run) ?? able.find(({ available }) => available) ?? able[0];
}

/** Whether there is more than one to choose from. */
export function canChooseBuilder({ builders }: Health): boolean {
  return builders.length > 1;
}

/** The first available builder of another kind than `first`: the one to build with beside it. */
export function otherBuilder({ builders }: Health, first: BuilderDescription): BuilderDescription | undefined {
  return builders.find(({ available, kind }) => available && kind !== first.kind);
}
