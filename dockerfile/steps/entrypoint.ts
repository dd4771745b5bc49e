import { goQuoteList } from "../go/goFormat.ts";
import { commandLine } from "./commandLine.ts";
import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import type { PlanStep } from "./step.ts";

/** A CMD inherited from the base is meant for the base's entrypoint: it goes; this stage's own stays. */
export const planEntrypoint: PlanStep<"ENTRYPOINT"> = (state, instruction, _scope, id) => {
  const args = commandLine(state, instruction.command);
  state.config.Entrypoint = args;
  if (!state.cmdSet) delete state.config.Cmd;
  state.history.push(historyRow(`ENTRYPOINT ${goQuoteList(args)}`, id, "config"));
  return NO_OPERATION;
};
