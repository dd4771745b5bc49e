import { goQuoteList } from "#dockerfile/go/goFormat.ts";
import { historyRow } from "../image/history.ts";
import { NO_OPERATION } from "../plan/operation.ts";
import { commandLine } from "./commandLine.ts";
import type { PlanStep } from "./step.ts";

export const planCmd: PlanStep<"CMD"> = (state, instruction, _scope, id) => {
  const args = commandLine(state, instruction.command);
  state.config.Cmd = args;
  state.config.ArgsEscaped = true;
  state.cmdSet = true;
  state.history.push(historyRow(`CMD ${goQuoteList(args)}`, id, "config"));
  return NO_OPERATION;
};
