import { create } from "zustand";
import type { CacheMount } from "#contract/cacheMount.ts";
import type { Problem } from "#contract/problem.ts";
import { clearCacheMount as clear, listCacheMounts } from "../../api/client.ts";

/** The folders RUN --mount=type=cache keeps. A problem does not clear the list. */
interface CacheMounts {
  /** Undefined until they are loaded. */
  readonly mounts?: readonly CacheMount[];
  readonly problem?: Problem;
}

export const useCacheMounts = create<CacheMounts>(() => ({}));

export async function loadCacheMounts(): Promise<void> {
  const answer = await listCacheMounts();
  if (answer.ok) useCacheMounts.setState({ mounts: answer.value.mounts }, true);
  else useCacheMounts.setState({ problem: answer.problem });
}

/** Empties one and reloads the list. One in use by a build stays, and the problem says so. */
export async function clearCacheMount(id: string): Promise<void> {
  const answer = await clear(id);
  // Already gone is just as good.
  if (answer.ok || answer.problem.code === "cache-mount/not-found") return loadCacheMounts();
  useCacheMounts.setState({ problem: answer.problem });
}
