import { expandWords } from "../expansion/expandWord.ts";
import { goList } from "../go/goFormat.ts";
import { parsePortSpec } from "../stages/portSpec.ts";
import { historyRow } from "./history.ts";
import { NO_OPERATION } from "./operation.ts";
import { PlanError } from "./planError.ts";
import type { PlanStep } from "./step.ts";

export const planExpose: PlanStep<"EXPOSE"> = (state, instruction, scope, id) => {
  const ports = instruction.ports.flatMap((word) => {
    const expanded = expandWords(word.raw, (name) => state.env.get(name), { escape: scope.escape });
    if (expanded.error !== undefined) throw new PlanError("dockerfile/syntax", expanded.error.message, word.range);
    return expanded.values.flatMap((text) => {
      const spec = parsePortSpec(text);
      if ("error" in spec) throw new PlanError("dockerfile/syntax", spec.error, word.range);
      return spec.ports;
    });
  });
  state.config.ExposedPorts ??= {};
  for (const port of ports) state.config.ExposedPorts[port] = {};
  state.history.push(historyRow(`EXPOSE ${goList(ports)}`, id, "config"));
  return NO_OPERATION;
};
