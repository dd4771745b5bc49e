/**
 * Seconds, measured with buildx 0.29 on a Docker Engine 28.5 with the containerd store, two loaded cores: a Debian base, 75 MB
 * of dependencies, 200 files of 20 kB, an OCI archive of 139 MB. docs/scaling.md says how.
 */
export const SECONDS = {
  /** Without any cache. */
  cold: 27,
  /** One file was edited: two of seven steps run again. */
  edited: 8.6,
} as const;

/** Workspaces whose caches fit on a builder's disk: 60 GB at 200 MB each. */
const KEPT_CACHES = 300;

/** Which workspaces a builder has caches of: the least recently used go first. */
export class CachedWorkspaces {
  readonly #kept = new Set<string>();

  /** Seconds that a build of the workspace takes; its cache is warm afterwards. */
  build(workspace: string): number {
    const isWarm = this.#kept.delete(workspace);
    this.#kept.add(workspace);
    for (const oldest of this.#kept) {
      if (this.#kept.size <= KEPT_CACHES) break;
      this.#kept.delete(oldest);
    }
    return isWarm ? SECONDS.edited : SECONDS.cold;
  }
}
