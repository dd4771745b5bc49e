import { planCopyOperation } from "./copyOperation.ts";
import { expand } from "./scope.ts";
import type { PlanStep } from "./step.ts";

export const planAdd: PlanStep<"ADD"> = (state, instruction, _scope, id) => {
  const checksum = instruction.checksum === undefined ? undefined : expand(instruction.checksum, state);
  return planCopyOperation(state, instruction, id, {
    root: { kind: "context" },
    parents: false,
    ...(checksum && { checksum }),
    ...(instruction.unpack !== undefined && { unpack: instruction.unpack }),
    ...(instruction.keepGitDir && { keepGitDir: true }),
  });
};
