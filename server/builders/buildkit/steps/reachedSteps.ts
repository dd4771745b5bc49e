import type { StepState } from "#contract/build.ts";

interface ReachedStage {
  readonly index: number;
  readonly base: { readonly kind: string; readonly stage?: number };
  readonly fromStep: { readonly id: string };
  readonly steps: readonly { readonly id: string; readonly configOnly: boolean }[];
}

/**
 * The steps that BuildKit does not tell of, because they need no work, and that a failed build had passed: `FROM scratch`,
 * a FROM of a stage that was done, and what only changes the configuration. A stage comes after the one it starts from.
 */
export function reachedSteps(
  stages: Iterable<ReachedStage>,
  stateOf: (step: string) => StepState | undefined,
): string[] {
  const reached: string[] = [];
  const whole = new Set<number>();
  const isDone = (id: string) => stateOf(id) === "done" || stateOf(id) === "cached";
  for (const { index, base, fromStep, steps } of stages) {
    const untold = base.kind === "scratch" || (base.stage !== undefined && whole.has(base.stage));
    if (!untold && !isDone(fromStep.id)) continue;
    if (untold) reached.push(fromStep.id);
    const stop = steps.findIndex(({ id, configOnly }) => !configOnly && !isDone(id));
    const passed = stop < 0 ? steps : steps.slice(0, stop);
    reached.push(...passed.flatMap(({ id, configOnly }) => (configOnly ? [id] : [])));
    if (stop < 0) whole.add(index);
  }
  return reached.filter((id) => stateOf(id) === undefined);
}
