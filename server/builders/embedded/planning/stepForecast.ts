import type { CacheMiss } from "#contract/build.ts";
import type { Problem } from "#contract/problem.ts";
import type { CachedStep } from "../cache/stepCache.ts";

/** What a build would do with one step. */
export type StepForecast =
  | { readonly outlook: "config" }
  | { readonly outlook: "cached"; readonly layer: CachedStep }
  | (CacheMiss & { readonly outlook: "runs" | "may-run"; after?: string })
  /** `layer`: what it is if nothing that is elsewhere has changed. */
  | { readonly outlook: "unknown"; readonly reason: string; readonly after?: string; readonly layer?: CachedStep }
  | { readonly outlook: "fails"; readonly reason: string; readonly problem: Problem };
