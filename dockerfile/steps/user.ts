import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import { expand } from "./scope.ts";
import type { PlanStep } from "./step.ts";

export const planUser: PlanStep<"USER"> = (state, instruction, _scope, id) => {
  const user = expand(instruction.user, state);
  if (user === "") delete state.config.User;
  else state.config.User = user;
  state.history.push(historyRow(`USER ${user}`, id, "config"));
  return NO_OPERATION;
};
