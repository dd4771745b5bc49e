import { setVariable } from "./environment.ts";
import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import { expand } from "./scope.ts";
import type { PlanStep } from "./step.ts";

/** All pairs of one ENV are expanded with the environment before it. */
export const planEnv: PlanStep<"ENV"> = (state, instruction, scope, id) => {
  const pairs = instruction.pairs.map(({ key, value }) => ({
    name: expand(key, state, scope),
    value: expand(value, state, scope),
  }));
  for (const { name, value } of pairs) {
    state.env.set(name, value);
    state.config.Env ??= [];
    setVariable(state.config.Env, name, value);
  }
  const text = pairs.map(({ name, value }) => ` ${name}=${value}`).join("");
  state.history.push(historyRow(`ENV${text}`, id, "config"));
  return NO_OPERATION;
};
