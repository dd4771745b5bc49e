import { planCopyOperation } from "./copyOperation.ts";
import type { PlanStep } from "./step.ts";

export const planCopy: PlanStep<"COPY"> = (state, instruction, scope, id) => {
  const root = instruction.from === undefined ? undefined : scope.resolveRoot(instruction.from.raw, instruction.from);
  return planCopyOperation(state, instruction, scope, id, {
    root: root ?? { kind: "context" },
    parents: instruction.parents,
  });
};
