/** How a builder's cache decides, as far as a forecast can rely on it. */
export interface CacheRules {
  /**
   * `all`: the cache lies here. `remembered`: it is the builder's, others may have filled it, and it may have dropped what was
   * built before: only what was built through this server is known.
   */
  readonly known: "all" | "remembered";
  /**
   * A step after one that runs: with `content`, it is cached if that makes the same files as before; with `definition`, it
   * runs too, for the cache knows the files of a stage by the steps that made them.
   */
  readonly follows: "content" | "definition";
}

/** Why nothing is known of what needs an image. */
export function absentImage({ known }: CacheRules, image: string): { code: "no-image" | "not-used"; image: string } {
  return { code: known === "all" ? "no-image" : "not-used", image };
}
