import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import { expand } from "./scope.ts";
import type { PlanStep } from "./step.ts";

export const planLabel: PlanStep<"LABEL"> = (state, instruction, scope, id) => {
  const pairs = instruction.pairs.map(({ key, value }) => ({
    name: expand(key, state, scope),
    value: expand(value, state, scope),
  }));
  state.config.Labels ??= {};
  for (const { name, value } of pairs) state.config.Labels[name] = value;
  const text = pairs.map(({ name, value }) => ` ${name}=${value}`).join("");
  state.history.push(historyRow(`LABEL${text}`, id, "config"));
  return NO_OPERATION;
};
