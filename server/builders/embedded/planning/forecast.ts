import type { Forecast } from "#contract/plan.ts";
import type { PlanJob } from "../../builder.ts";
import { rootFiles } from "../../files/stageFiles.ts";
import type { CacheRules } from "../../forecast/cacheRules.ts";
import { forecastBuild } from "../../forecast/forecastBuild.ts";
import { knownBaseLayer } from "../engine/baseLayer.ts";
import { keptContextLayer } from "../engine/contextLayer.ts";
import type { Engine } from "../engine/engine.ts";
import { platformProblem } from "../engine/platformProblem.ts";

/** The whole cache is known here, and it knows files by their content. */
const RULES: CacheRules = { known: "all", follows: "content" };

/** Forecasts a build of this engine; see `forecastBuild`. */
export async function forecast(engine: Engine, job: PlanJob, signal: AbortSignal): Promise<Forecast> {
  const { images, contexts, cache, settings: registry } = engine;
  const { blobs } = images;
  return await forecastBuild(
    {
      ...{ images, contexts, cache, registry, rules: RULES },
      problemOf: (plan) => platformProblem(engine, plan),
      viewOf: ({ context }) => ({
        blobs,
        openRoots: (layersOf) => rootFiles(blobs, context, layersOf),
        imageLayers: () => undefined,
        contextLayer: (view) => keptContextLayer({ blobs, cache }, view),
        baseLayer: (layers) => knownBaseLayer(cache, layers),
      }),
    },
    job,
    signal,
  );
}
