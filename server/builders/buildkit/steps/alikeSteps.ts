import type { StagePlan } from "#dockerfile/plan/buildPlan.ts";

/** For a step, all that do the same on the same base, with itself; absent if there is no other. */
export type AlikeSteps = ReadonlyMap<string, readonly string[]>;

/** Steps that are one vertex for BuildKit: the same instructions from the same image on. A stage comes after the one it starts from. */
export function alikeSteps(stages: Iterable<Pick<StagePlan, "index" | "base" | "fromStep" | "steps">>): AlikeSteps {
  // Each chain of steps has a number: a chain's text would hold that of the chain before it.
  const chains = new Map<string, number>();
  const steps: string[][] = [];
  const ends = new Map<number, number>();
  const numberOf = (text: string): number => {
    const known = chains.get(text) ?? chains.size;
    chains.set(text, known);
    steps[known] ??= [];
    return known;
  };
  for (const { index, base, fromStep, steps: own } of stages) {
    const before = base.kind === "stage" ? ends.get(base.stage) : undefined;
    let chain = before ?? numberOf(JSON.stringify(base));
    if (base.kind === "image") steps[chain]?.push(fromStep.id);
    for (const { id, title, operation } of own) {
      chain = numberOf(JSON.stringify([chain, title, operation]));
      steps[chain]?.push(id);
    }
    ends.set(index, chain);
  }
  const groups = steps.filter(({ length }) => length > 1);
  return new Map(groups.flatMap((ids) => ids.map((id) => [id, ids] as const)));
}
