import type { Health } from "#contract/health.ts";

export interface PlatformChoice {
  readonly platform: string;
  readonly chosen: boolean;
}

/** What the available builders build for, and what was chosen though nobody does any more. */
export function platformChoices({ builders }: Pick<Health, "builders">, setting: string): PlatformChoice[] {
  const chosen = chosenPlatforms(setting);
  const offered = builders.filter(({ available }) => available).flatMap(({ platforms }) => platforms);
  const all = new Set([...offered, ...chosen]);
  return [...all].map((platform) => ({ platform, chosen: chosen.includes(platform) }));
}

/** The setting with one platform more or less; empty is the builder's own. */
export function withPlatform(setting: string, platform: string, on: boolean): string {
  const others = chosenPlatforms(setting).filter((one) => one !== platform);
  return (on ? [...others, platform] : others).join(",");
}

const chosenPlatforms = (setting: string): string[] =>
  setting
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
