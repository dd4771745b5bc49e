import type { StepCache } from "../cache/stepCache.ts";

/** How long RUNs took: by what they do (`runInstruction`), and by their place, for one that was edited since. */
export interface RunTimes {
  /** Milliseconds; undefined if neither is known. */
  of(instruction: string, position: string): number | undefined;
  took(instruction: string, position: string, milliseconds: number): void;
}

export function runTimes(cache: Pick<StepCache, "fact" | "setFact">): RunTimes {
  const keys = (instruction: string, position: string) => [`run time of ${instruction}`, `run time at ${position}`];
  return {
    of(instruction, position) {
      const known = keys(instruction, position)
        .map((key) => cache.fact(key))
        .find((time) => time !== undefined);
      return known === undefined ? undefined : Number(known);
    },
    took(instruction, position, milliseconds) {
      for (const key of keys(instruction, position)) cache.setFact(key, String(Math.round(milliseconds)));
    },
  };
}
