import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import { expand } from "./scope.ts";
import type { PlanStep } from "./step.ts";

export const planStopsignal: PlanStep<"STOPSIGNAL"> = (state, instruction, _scope, id) => {
  const signal = expand(instruction.signal, state);
  state.config.StopSignal = signal;
  state.history.push(historyRow(`STOPSIGNAL ${signal}`, id, "config"));
  return NO_OPERATION;
};
