import type { StageSummary } from "../../state/language/analysis.ts";

export interface TargetOption {
  readonly value: string;
  readonly label: string;
}

/** Stages to choose from: those that have a name. A target that is gone stays, marked. */
export function targetOptions(stages: readonly StageSummary[], target: string): TargetOption[] {
  const options: TargetOption[] = [
    { value: "", label: "last stage" },
    ...stages.flatMap(({ name }) => (name === undefined ? [] : [{ value: name, label: name }])),
  ];
  const known = options.some(({ value }) => value.toLowerCase() === target.toLowerCase());
  return known ? options : [...options, { value: target, label: `${target} (not in the file)` }];
}
