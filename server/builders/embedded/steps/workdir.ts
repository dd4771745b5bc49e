import { historyRow } from "../image/history.ts";
import { NO_OPERATION } from "../plan/operation.ts";
import { expand } from "../plan/scope.ts";
import { absolutePath } from "../plan/stageState.ts";
import type { PlanStep } from "./step.ts";

/** Makes the folder where it is missing: a layer, even an empty one, for every WORKDIR but `/`. */
export const planWorkdir: PlanStep<"WORKDIR"> = (state, instruction, scope, id) => {
  const path = absolutePath(state.config.WorkingDir ?? "/", expand(instruction.path, state, scope));
  state.config.WorkingDir = path;
  state.history.push(historyRow(`WORKDIR ${path}`, id, path === "/" ? "config" : "folder"));
  return path === "/" ? NO_OPERATION : { kind: "workdir", path, user: state.config.User ?? "" };
};
