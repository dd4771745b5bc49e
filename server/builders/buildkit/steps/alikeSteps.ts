import type { StagePlan } from "#dockerfile/plan/buildPlan.ts";

/** For a step, the others that do the same on the same base. */
export type AlikeSteps = ReadonlyMap<string, readonly string[]>;

/** Steps that are one vertex for BuildKit: the same instructions from the same image on. A stage comes after the one it starts from. */
export function alikeSteps(stages: Iterable<Pick<StagePlan, "index" | "base" | "fromStep" | "steps">>): AlikeSteps {
  const steps = new Map<string, string[]>();
  const ends = new Map<number, string>();
  const add = (chain: string, id: string) => steps.set(chain, [...(steps.get(chain) ?? []), id]);
  for (const { index, base, fromStep, steps: own } of stages) {
    let chain = base.kind === "stage" ? (ends.get(base.stage) ?? "") : JSON.stringify(base);
    if (base.kind === "image") add(chain, fromStep.id);
    for (const { id, title, operation } of own) {
      chain = JSON.stringify([chain, title, operation]);
      add(chain, id);
    }
    ends.set(index, chain);
  }
  const groups = [...steps.values()].filter(({ length }) => length > 1);
  return new Map(groups.flatMap((ids) => ids.map((id) => [id, ids.filter((other) => other !== id)] as const)));
}
