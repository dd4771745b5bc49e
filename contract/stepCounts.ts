import type { Build, Step } from "./build.ts";

/** Whether a step has a number in the log: it can make a layer or take time, or it failed. */
export function isNumbered({ configOnly, state }: Pick<Step, "configOnly" | "state">): boolean {
  return !configOnly || state === "failed";
}

/** How many of a build's numbered steps there are, and how many were cached. */
export function stepCounts(steps: readonly Pick<Step, "configOnly" | "state">[]): NonNullable<Build["counts"]> {
  const numbered = steps.filter(isNumbered);
  return { steps: numbered.length, cached: numbered.filter(({ state }) => state === "cached").length };
}
