import { ANY_BUILDKIT, AUTO_BUILDER, type BuilderDescription, type BuilderId, type Health } from "#contract/health.ts";

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

/** The builder of a choice and an available one of the other kind, to build with both; undefined if there are no two. */
export function bothBuilders(health: Health, choice?: string): readonly [BuilderId, BuilderId] | undefined {
  const first = builderOf(health, choice);
  const second = health.builders.find(({ available, kind }) => available && kind !== first?.kind);
  return first?.available && second ? [first.id, second.id] : undefined;
}
