/** What decides in a builder's cache, as far as a forecast can rely on it. */
export interface CacheRules {
  /**
   * What a step does that was never built, as far as is known here: it `runs` if nobody else fills the cache, and `may-run` in
   * a cache that others share and that was filled before anybody here looked.
   */
  readonly neverBuilt: "runs" | "may-run";
  /**
   * A step after one that runs: with `content`, it is cached if that makes the same files as before; with `definition`, it runs
   * too, for the cache knows the files of a stage by the steps that made them.
   */
  readonly follows: "content" | "definition";
}
