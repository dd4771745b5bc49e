import type { StageSummary } from "../../state/analysis.ts";

export interface TargetOption {
  readonly value: string;
  readonly label: string;
}

/** Stages to choose from: by name where they have one, else by number. A target that is gone stays, marked. */
export function targetOptions(stages: readonly StageSummary[], target: string): TargetOption[] {
  const options: TargetOption[] = [
    { value: "", label: "last stage" },
    ...stages.map(({ index, name, image }) => ({
      value: name ?? String(index),
      label: name ?? `${index} · ${image}`,
    })),
  ];
  const known = options.some(({ value }) => value.toLowerCase() === target.toLowerCase());
  return known ? options : [...options, { value: target, label: `${target} (not in the file)` }];
}
