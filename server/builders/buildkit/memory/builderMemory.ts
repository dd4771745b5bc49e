import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "#server/oci/store/digest.ts";
import { openStepCache, type StepCache } from "../../cache/stepCache.ts";

/** Most steps of one builder that are remembered. */
const MOST_STEPS = 20_000;

/** What a builder did for one owner: nobody learns from a forecast what others built. */
export type OwnMemory = Pick<StepCache, "look" | "put" | "lastInputs" | "setLastInputs" | "fact" | "setFact">;

/**
 * The steps that a builder did, by their keys: what it has in its cache is not asked, it follows from what was built there. A
 * result has the digest of its step's key in place of a layer's: which files it has, only the builder knows.
 */
export interface BuilderMemory {
  of(owner: string): OwnMemory;
  /** Forgets what was last used at this time or before, in milliseconds: builders drop that first. */
  forgetUntil(usedAt: number): void;
  close(): void;
}

/** Opens the memory in a builder's folder; it outlives the server. */
export function openBuilderMemory(dir: string, most = MOST_STEPS): BuilderMemory {
  mkdirSync(dir, { recursive: true });
  const steps = openStepCache(join(dir, "memory.db"));
  steps.prune();
  for (const { key } of steps.uses().slice(0, -most)) steps.forget(key);
  return {
    of(owner) {
      const own = (key: string) => digestOf(`${owner} ${key}`);
      return {
        ...steps,
        look: (key) => steps.look(own(key)),
        put: (key, step) => steps.put(own(key), step),
      };
    },
    forgetUntil(usedAt) {
      for (const use of steps.uses()) if (use.usedAt <= usedAt) steps.forget(use.key);
    },
    close: () => steps.close(),
  };
}
