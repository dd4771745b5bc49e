import { NO_OPERATION } from "./operation.ts";
import type { PlanStep } from "./step.ts";

/** Kept for the images built on this one; it writes no history row. */
export const planOnbuild: PlanStep<"ONBUILD"> = (state, instruction) => {
  state.config.OnBuild ??= [];
  state.config.OnBuild.push(instruction.expression);
  return NO_OPERATION;
};
