import type { CacheMount } from "#contract/cacheMount.ts";
import { problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { StoreOwner } from "#server/builders/builder.ts";

/** The cache mounts (`RUN --mount=type=cache`) of all builders. */
export interface CacheMounts {
  /** The cache mounts of a workspace. */
  list(workspace: string): Promise<CacheMount[]>;
  /** Clears one. Throws `cache-mount/not-found`, and `cache-mount/in-use` while a build is running. */
  remove(workspace: string, id: string): Promise<void>;
}

export function cacheMountsOf(stores: readonly StoreOwner[]): CacheMounts {
  return {
    async list(workspace) {
      return (await Promise.all(stores.map((store) => store.cacheMounts(workspace)))).flat();
    },
    async remove(workspace, id) {
      for (const store of stores) {
        const removal = await store.removeCacheMount(workspace, id);
        if (removal === "in-use") throw inUse();
        if (removal === "removed") return;
      }
      throw new ProblemError(
        problem("cache-mount/not-found", `The workspace has no cache mount ${JSON.stringify(id)}.`),
      );
    },
  };
}

function inUse(): ProblemError {
  const next = "Try again when no build is running.";
  return new ProblemError(problem("cache-mount/in-use", "A running build may be using it.", { next }));
}
