import type { StageSummary } from "../../state/language/analysis.ts";

/** A stage that can skip the cache; `value` is what the build request says. */
export interface CacheChoice {
  readonly value: string;
  readonly label: string;
  readonly skipped: boolean;
}

/** Each stage of the Dockerfile, by name if it has one. Stages that no longer exist are dropped. */
export function cacheChoices(stages: readonly StageSummary[], skipped: readonly string[]): CacheChoice[] {
  const set = new Set(skipped.map((value) => value.toLowerCase()));
  return stages.map(({ index, name, image }) => {
    const value = name ?? String(index);
    return { value, label: name ?? `${index} · ${image}`, skipped: set.has(value.toLowerCase()) };
  });
}

/** The settings after a stage was checked or unchecked. */
export function withChoice(choices: readonly CacheChoice[], value: string, skipped: boolean): string[] {
  return choices.filter((choice) => (choice.value === value ? skipped : choice.skipped)).map((choice) => choice.value);
}
