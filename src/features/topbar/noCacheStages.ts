import type { StageSummary } from "../../state/language/analysis.ts";

/** A stage that can be left out of the cache: `value` is how a build is told. */
export interface CacheChoice {
  readonly value: string;
  readonly label: string;
  readonly skipped: boolean;
}

/** Each stage of the Dockerfile, by name where it has one; those that are gone from it are let go. */
export function cacheChoices(stages: readonly StageSummary[], skipped: readonly string[]): CacheChoice[] {
  const set = new Set(skipped.map((value) => value.toLowerCase()));
  return stages.map(({ index, name, image }) => {
    const value = name ?? String(index);
    return { value, label: name ?? `${index} · ${image}`, skipped: set.has(value.toLowerCase()) };
  });
}

/** The settings after a stage was ticked or not. */
export function withChoice(choices: readonly CacheChoice[], value: string, skipped: boolean): string[] {
  return choices.filter((choice) => (choice.value === value ? skipped : choice.skipped)).map((choice) => choice.value);
}
