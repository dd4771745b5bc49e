import type { ArgInstruction } from "../instructions/instruction.ts";
import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import { expand, type StepScope } from "./scope.ts";
import type { StageState } from "./stageState.ts";
import type { PlanStep } from "./step.ts";

type Declared = ArgInstruction["args"][number];

/** Given at build time, else its default, else what an ARG before the first FROM (or the platform) says. */
function argValue(arg: Declared, state: StageState, scope: StepScope): string | undefined {
  const name = arg.key.raw;
  const given = Object.hasOwn(scope.buildArgs, name) ? scope.buildArgs[name] : undefined;
  if (given !== undefined) return given;
  return arg.value === undefined ? scope.globalArgs.get(name) : expand(arg.value, state, scope);
}

export const planArg: PlanStep<"ARG"> = (state, instruction, scope, id) => {
  const texts = instruction.args.map((arg) => {
    const key = arg.key.raw;
    const value = argValue(arg, state, scope);
    if (value !== undefined) state.env.set(key, value);
    state.buildArgs.push({ key, value });
    return value === undefined ? key : `${key}=${value}`;
  });
  state.history.push(historyRow(`ARG ${texts.join(" ")}`, id, "config"));
  return NO_OPERATION;
};
