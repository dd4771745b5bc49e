import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import { openStepCache } from "./stepCache.ts";

test("only the newest of the facts that can be recomputed are kept", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const cache = openStepCache(join(temporaryFolder(), "cache.db"));
  onTestFinished(() => cache.close());
  for (const name of ["a", "b", "c"]) {
    vi.advanceTimersByTime(1000);
    cache.setFact(name, name);
    cache.setLastInputs(name, new Map([["run", name]]));
  }
  cache.prune(2);
  expect(["a", "b", "c"].map(cache.fact)).toEqual([undefined, "b", "c"]);
  expect(["a", "b", "c"].map((name) => cache.lastInputs(name)?.get("run"))).toEqual([undefined, "b", "c"]);
});
