import { setVariable } from "./environment.ts";
import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import type { PlanStep } from "./step.ts";

export const planEnv: PlanStep<"ENV"> = (state, instruction, _scope, id) => {
  const pairs = state.variables.expandPairs(instruction);
  for (const [name, value] of pairs) {
    state.variables.setEnv(name, value);
    state.config.Env ??= [];
    setVariable(state.config.Env, name, value);
  }
  const text = pairs.map(([name, value]) => ` ${name}=${value}`).join("");
  state.history.push(historyRow(`ENV${text}`, id, "config"));
  return NO_OPERATION;
};
