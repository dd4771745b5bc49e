import type { StageSummary } from "../../state/language/analysis.ts";
import { messages } from "./messages.ts";

export interface TargetOption {
  readonly value: string;
  readonly label: string;
}

/** The named stages. A target that no longer exists stays in the list, marked. */
export function targetOptions(stages: readonly StageSummary[], target: string): TargetOption[] {
  const options: TargetOption[] = [
    { value: "", label: messages.lastStage },
    ...stages.flatMap(({ name }) => (name === undefined ? [] : [{ value: name, label: name }])),
  ];
  const known = options.some(({ value }) => value.toLowerCase() === target.toLowerCase());
  return known ? options : [...options, { value: target, label: messages.goneTarget(target) }];
}
