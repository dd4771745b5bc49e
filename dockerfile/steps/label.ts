import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import type { PlanStep } from "./step.ts";

export const planLabel: PlanStep<"LABEL"> = (state, instruction, _scope, id) => {
  const pairs = state.variables.expandPairs(instruction);
  state.config.Labels ??= {};
  for (const [name, value] of pairs) state.config.Labels[name] = value;
  const text = pairs.map(([name, value]) => ` ${name}=${value}`).join("");
  state.history.push(historyRow(`LABEL${text}`, id, "config"));
  return NO_OPERATION;
};
