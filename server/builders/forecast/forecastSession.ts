import type { StepLayer } from "#contract/build.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { BuildPlan } from "#dockerfile/plan/buildPlan.ts";
import type { LayeredRoot, RootView, RootViews } from "../files/stageFiles.ts";
import type { CacheSession } from "../inputs/cacheSession.ts";
import type { CacheRules } from "./cacheRules.ts";

/** What a forecast works with: a builder's cache, and what is known of the files that steps take. */
export interface ForecastSession extends CacheSession {
  readonly plan: BuildPlan;
  readonly rules: CacheRules;
  readonly signal: AbortSignal;
  /** Opens what steps take files from. */
  readonly openRoots: (layersOf: (root: LayeredRoot) => Promise<readonly Digest[]>) => RootViews;
  /** The layers of an image that is not in the plan, by its key, if they are known all the same. */
  readonly imageLayers: (key: string) => readonly Digest[] | undefined;
  /** The layer of a context that a stage starts from, if it was one before. */
  readonly contextLayer: (view: RootView) => Digest | undefined;
  /** The totals of a base image's layers. */
  readonly baseLayer: (layers: readonly Digest[]) => StepLayer | undefined;
}
