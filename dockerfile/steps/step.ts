import type { InstructionName, InstructionOf } from "../instructions/instruction.ts";
import type { Operation } from "./operation.ts";
import type { StepScope } from "./scope.ts";
import type { StageState } from "./stageState.ts";

/**
 * Plans one instruction: changes the state of its stage (which belongs to the caller) as BuildKit's dispatch does,
 * writes its history row, and says what is to be done to the file system. `id` is the step's, for the row.
 * What is wrong with it for BuildKit was found before; throws PlanError for what can't be built here.
 */
export type PlanStep<Name extends InstructionName> = (
  state: StageState,
  instruction: InstructionOf<Name>,
  scope: StepScope,
  id: string,
) => Operation;
