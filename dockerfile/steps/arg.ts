import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import type { PlanStep } from "./step.ts";

export const planArg: PlanStep<"ARG"> = (state, instruction, _scope, id) => {
  const texts = instruction.args.map((declared) => {
    const key = declared.key.raw;
    const value = state.variables.declare(declared);
    state.buildArgs.push({ key, value });
    return value === undefined ? key : `${key}=${value}`;
  });
  state.history.push(historyRow(`ARG ${texts.join(" ")}`, id, "config"));
  return NO_OPERATION;
};
