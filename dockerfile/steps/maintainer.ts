import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import type { PlanStep } from "./step.ts";

export const planMaintainer: PlanStep<"MAINTAINER"> = (state, instruction, _scope, id) => {
  state.author = instruction.maintainer;
  state.history.push(historyRow(`MAINTAINER ${instruction.maintainer}`, id, "config"));
  return NO_OPERATION;
};
