import type { BuildPlan } from "#dockerfile/plan/buildPlan.ts";
import type { RunningEvent } from "../builder.ts";

/** The `planned` event: reachable stages and their steps, in the order of the Dockerfile. */
export function plannedEvent(plan: BuildPlan): Extract<RunningEvent, { type: "planned" }> {
  const stages = [...plan.stages.values()].sort((a, b) => a.index - b.index);
  return {
    type: "planned",
    stages: stages.map(({ index, name, from, range }) => ({ index, ...(name !== undefined && { name }), from, range })),
    steps: stages.flatMap(({ fromStep, steps }) => [
      fromStep,
      ...steps.map(({ operation: _operation, onbuild: _onbuild, ...step }) => step),
    ]),
  };
}
