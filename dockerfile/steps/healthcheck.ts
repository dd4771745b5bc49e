import type { ContainerConfig } from "#contract/image.ts";
import { goDuration, goQuote, goQuoteCharacter, goQuoteList } from "../go/goFormat.ts";
import type { HealthcheckInstruction } from "../instructions/instruction.ts";
import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import type { PlanStep } from "./step.ts";

type Healthcheck = NonNullable<ContainerConfig["Healthcheck"]>;

function healthcheck(check: HealthcheckInstruction["check"]): Healthcheck {
  if (check.kind === "none") return { Test: ["NONE"] };
  const { command, interval, timeout, startPeriod, startInterval, retries } = check;
  const test = command.form === "exec" ? ["CMD", ...command.args] : ["CMD-SHELL", command.text];
  return {
    Test: test,
    ...(interval && { Interval: interval }),
    ...(timeout && { Timeout: timeout }),
    ...(startPeriod && { StartPeriod: startPeriod }),
    ...(startInterval && { StartInterval: startInterval }),
    ...(retries && { Retries: retries }),
  };
}

/** `%q` of Docker's HealthcheckConfig pointer, as its history has it: `&{["CMD-SHELL" "true"] "5s" "0s" … '\x03'}`. */
function historyText(health: Healthcheck): string {
  const { Test = [], Interval = 0, Timeout = 0, StartPeriod = 0, StartInterval = 0, Retries = 0 } = health;
  const durations = [Interval, Timeout, StartPeriod, StartInterval].map((value) => goQuote(goDuration(value)));
  return `HEALTHCHECK &{${[goQuoteList(Test), ...durations, goQuoteCharacter(Retries)].join(" ")}}`;
}

export const planHealthcheck: PlanStep<"HEALTHCHECK"> = (state, instruction, _scope, id) => {
  const health = healthcheck(instruction.check);
  state.config.Healthcheck = health;
  state.history.push(historyRow(historyText(health), id, "config"));
  return NO_OPERATION;
};
