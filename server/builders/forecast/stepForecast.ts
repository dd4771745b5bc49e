import type { CacheMiss } from "#contract/build.ts";
import type { OutlookCode } from "#contract/plan.ts";
import type { Problem } from "#contract/problem.ts";
import type { CachedStep } from "../cache/stepCache.ts";

interface Why {
  readonly code: OutlookCode;
  readonly url?: string;
  readonly image?: string;
}

/** What a build would do with one step. */
export type StepForecast =
  | { readonly outlook: "config" }
  | { readonly outlook: "cached"; readonly layer: CachedStep; readonly code?: "remembered" }
  | (Omit<CacheMiss, "code" | "reason"> & Why & { readonly outlook: "runs" | "may-run"; readonly after?: string })
  /** `layer`: the result, if no remote content has changed. */
  | (Why & { readonly outlook: "unknown"; readonly after?: string; readonly layer?: CachedStep })
  | (Why & { readonly outlook: "fails"; readonly problem: Problem });
