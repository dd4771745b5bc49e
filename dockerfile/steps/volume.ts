import { goList } from "../go/goFormat.ts";
import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import { expand } from "./scope.ts";
import type { PlanStep } from "./step.ts";

export const planVolume: PlanStep<"VOLUME"> = (state, instruction, _scope, id) => {
  const paths = instruction.paths.map((word) => expand(word, state));
  state.config.Volumes ??= {};
  for (const path of paths) state.config.Volumes[path] = {};
  state.history.push(historyRow(`VOLUME ${goList(paths)}`, id, "config"));
  return NO_OPERATION;
};
