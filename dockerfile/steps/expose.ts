import { goList } from "../go/goFormat.ts";
import { parsePortSpec } from "../stages/portSpec.ts";
import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import type { PlanStep } from "./step.ts";

export const planExpose: PlanStep<"EXPOSE"> = (state, instruction, _scope, id) => {
  const specs = instruction.ports.flatMap(({ raw }) => state.variables.expandAll(raw)).map(parsePortSpec);
  const ports = specs.flatMap((spec) => ("error" in spec ? [] : spec.ports));
  state.config.ExposedPorts ??= {};
  for (const port of ports) state.config.ExposedPorts[port] = {};
  state.history.push(historyRow(`EXPOSE ${goList(ports)}`, id, "config"));
  return NO_OPERATION;
};
