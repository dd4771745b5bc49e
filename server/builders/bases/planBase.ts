import type { BuildPlan, PlannedWork, StagePlan } from "#dockerfile/plan/buildPlan.ts";

/** The name of the image that the target is based on, as a person says it. */
export function baseNameOf(plan: BuildPlan): string | undefined {
  const { base, from } = rootStage(plan) ?? {};
  if (base?.kind !== "image") return undefined;
  return plan.images.get(base.key)?.name ?? from;
}

/** The step of the FROM whose image is the target's base. */
export function baseStepOf(plan: BuildPlan): string | undefined {
  return rootStage(plan)?.fromStep.id;
}

function rootStage(plan: BuildPlan): StagePlan | undefined {
  let stage = plan.stages.get(plan.target);
  while (stage?.base.kind === "stage") stage = plan.stages.get(stage.base.stage);
  return stage;
}

/** All steps, FROMs too, by id. */
export function stepsOf({ stages }: BuildPlan): Map<string, StagePlan["fromStep"] | PlannedWork> {
  return new Map(
    [...stages.values()].flatMap(({ fromStep, steps }) => [fromStep, ...steps].map((step) => [step.id, step] as const)),
  );
}
