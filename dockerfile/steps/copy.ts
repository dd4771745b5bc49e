import { planCopyOperation } from "./copyOperation.ts";
import type { PlanStep } from "./step.ts";

export const planCopy: PlanStep<"COPY"> = (state, instruction, scope, id) =>
  planCopyOperation(state, instruction, id, {
    root: instruction.from === undefined ? { kind: "context" } : scope.rootOf(instruction),
    parents: instruction.parents,
  });
