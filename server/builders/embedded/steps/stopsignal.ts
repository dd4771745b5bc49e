import { isSignal } from "#dockerfile/stages/stopSignal.ts";
import { historyRow } from "../image/history.ts";
import { NO_OPERATION } from "../plan/operation.ts";
import { PlanError } from "../plan/planError.ts";
import { expand } from "../plan/scope.ts";
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
