import { goList } from "../go/goFormat.ts";
import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import type { PlanStep } from "./step.ts";

export const planShell: PlanStep<"SHELL"> = (state, instruction, _scope, id) => {
  state.config.Shell = [...instruction.shell];
  state.history.push(historyRow(`SHELL ${goList(instruction.shell)}`, id, "config"));
  return NO_OPERATION;
};
