import type { Forecast } from "#contract/plan.ts";
import type { PlanJob } from "../../builder.ts";
import { rootKeys } from "../../files/stageFiles.ts";
import type { CacheRules } from "../../forecast/cacheRules.ts";
import { forecastBuild } from "../../forecast/forecastBuild.ts";
import { contextBase } from "../memory/contextBase.ts";
import { remoteBase } from "../memory/remoteBases.ts";
import { mainPlatform } from "./buildEach.ts";
import type { BuildTools } from "./buildTools.ts";
import { takesImage } from "./takesImage.ts";
import { platformsOf, unableProblem } from "./unableProblem.ts";

/** BuildKit's cache: the files of a stage count by the steps that made them, unless a step copies or mounts them. */
const RULES: CacheRules = { known: "remembered", follows: "definition" };

/**
 * Forecasts a build from what this builder did before; see `forecastBuild`. Images that it gets from a registry count as
 * unchanged.
 */
export async function forecast(tools: BuildTools, job: PlanJob, signal: AbortSignal): Promise<Forecast> {
  signal.throwIfAborted();
  const { images, contexts, registry } = tools;
  const memory = tools.memory.of(job.workspace);
  const platform = mainPlatform(platformsOf(job.request));
  const request = { ...job.request, ...(platform !== undefined && { platform }) };
  return await forecastBuild(
    {
      ...{ images, contexts, registry, cache: memory, rules: RULES },
      takes: (image) => takesImage(tools, image),
      problemOf: async () => unableProblem(tools, job.request),
      viewOf: ({ context, missing }) => ({
        blobs: { has: () => true },
        openRoots: (layersOf) => rootKeys(context, layersOf),
        imageLayers: (key) => {
          const need = missing.get(key);
          return need && remoteBase(memory, need, { context, request });
        },
        contextLayer: contextBase,
        baseLayer: () => undefined,
      }),
    },
    { ...job, request },
    signal,
  );
}
