import { BoundedCache } from "#server/oci/store/boundedCache.ts";
import type { StepCache } from "../cache/stepCache.ts";
import type { CacheSession } from "../inputs/cacheSession.ts";

/** Most facts that only forecasts found out, in characters: a build stores its own in the cache's file. */
const facts = new BoundedCache<string, string>(8_000_000);

/** A read-only view of the cache: nothing changes, and nothing counts as used. */
export function quietCache(cache: Pick<StepCache, "look" | "lastInputs" | "fact">): CacheSession["cache"] {
  return {
    get: cache.look,
    lastInputs: cache.lastInputs,
    fact: (key) => cache.fact(key) ?? facts.get(key),
    setFact: (key, value) => facts.set(key, value, key.length + value.length),
  };
}
