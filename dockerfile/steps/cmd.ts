import { goQuoteList } from "../go/goFormat.ts";
import { commandLine } from "./commandLine.ts";
import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import type { PlanStep } from "./step.ts";

export const planCmd: PlanStep<"CMD"> = (state, instruction, _scope, id) => {
  const args = commandLine(state, instruction.command);
  state.config.Cmd = args;
  state.config.ArgsEscaped = true;
  state.cmdSet = true;
  state.history.push(historyRow(`CMD ${goQuoteList(args)}`, id, "config"));
  return NO_OPERATION;
};
