import { planCopyOperation } from "./copyOperation.ts";
import { PlanError } from "./planError.ts";
import { expand } from "./scope.ts";
import type { PlanStep } from "./step.ts";

export const planAdd: PlanStep<"ADD"> = (state, instruction, scope, id) => {
  const checksum = instruction.checksum === undefined ? undefined : expand(instruction.checksum, state, scope);
  const operation = planCopyOperation(state, instruction, scope, id, {
    root: { kind: "context" },
    parents: false,
    ...(checksum !== undefined && { checksum }),
    ...(instruction.unpack !== undefined && { unpack: instruction.unpack }),
    ...(instruction.keepGitDir && { keepGitDir: true }),
  });
  if (checksum === undefined) return operation;
  if (operation.sources.length !== 1) {
    throw new PlanError(
      "dockerfile/syntax",
      "checksum can't be specified for multiple sources",
      instruction.checksum?.range,
    );
  }
  if (!operation.sources.every((source) => source.kind === "url" || source.kind === "git")) {
    throw new PlanError("dockerfile/syntax", "checksum requires HTTP(S) or Git sources", instruction.checksum?.range);
  }
  return operation;
};
