import { isSignal } from "../stages/stopSignal.ts";
import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import { PlanError } from "./planError.ts";
import { expand } from "./scope.ts";
import type { PlanStep } from "./step.ts";

export const planStopsignal: PlanStep<"STOPSIGNAL"> = (state, instruction, scope, id) => {
  const signal = expand(instruction.signal, state, scope);
  if (!isSignal(signal)) {
    throw new PlanError("dockerfile/syntax", `invalid signal: ${signal}`, instruction.signal.range, {
      next: "Name a signal of Linux, such as SIGTERM, or its number.",
    });
  }
  state.config.StopSignal = signal;
  state.history.push(historyRow(`STOPSIGNAL ${signal}`, id, "config"));
  return NO_OPERATION;
};
