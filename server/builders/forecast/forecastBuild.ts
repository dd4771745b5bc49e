import type { Digest } from "#contract/names/digest.ts";
import type { Forecast, ForecastStage, ForecastStep } from "#contract/plan.ts";
import type { Problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { type Dockerfile, parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { BuildPlan } from "#dockerfile/plan/buildPlan.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import type { RegistrySettings } from "#server/oci/distribution/registrySettings.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { type PlanHere, planWithImagesHere } from "../bases/planWithImagesHere.ts";
import type { PlanJob } from "../builder.ts";
import type { StepCache } from "../cache/stepCache.ts";
import { type BuildContext, openBuildContext } from "../files/buildContext.ts";
import { type Files, openNamedFiles, readDockerfile } from "../request/contextFiles.ts";
import { dockerfileProblem } from "../request/dockerfileProblem.ts";
import { noCacheFor } from "../request/noCacheFor.ts";
import { planOptions } from "../request/planOptions.ts";
import { foreignSyntax } from "../request/syntaxLine.ts";
import type { CacheRules } from "./cacheRules.ts";
import { changedFiles } from "./changedFiles.ts";
import type { ForecastSession } from "./forecastSession.ts";
import { StageForecaster } from "./forecastStages.ts";
import { quietCache } from "./quietCache.ts";

/** What is planned, and the context it takes files from. */
export interface PlannedHere extends PlanHere {
  readonly context: BuildContext;
}

/** What a forecast knows of a builder. */
export interface ForecastTools {
  readonly images: ImageStore;
  readonly contexts: ContextStore;
  readonly registry: RegistrySettings;
  readonly cache: Pick<StepCache, "look" | "lastInputs" | "fact" | "setFact">;
  readonly rules: CacheRules;
  /** See ImagesHere. */
  readonly takes?: (platform: string) => boolean;
  /** What else would end the build before its first step. */
  readonly problemOf: (plan: BuildPlan) => Promise<Problem | undefined>;
  readonly viewOf: (
    planned: PlannedHere,
  ) => Pick<ForecastSession, "blobs" | "openRoots" | "imageLayers" | "contextLayer" | "baseLayer">;
}

/**
 * What a build of this request would do now, without doing any of it: the same plan, the same inputs, the same cache,
 * read only. Throws a ProblemError for what `POST /api/builds` would reject (a context that is not found).
 */
export async function forecastBuild(
  tools: ForecastTools,
  { workspace, request }: PlanJob,
  signal: AbortSignal,
): Promise<Forecast> {
  const { images, cache, registry: settings, rules } = tools;
  const { blobs } = images;
  const files = filesOf(tools, request);
  const read = readDockerfile(blobs, files, request);
  if ("problem" in read) return failing(read.problem);
  const dockerfile = parseDockerfile(read.text);
  // Only another frontend knows the steps of its language.
  if (foreignSyntax(dockerfile) !== undefined) return { stages: [], steps: [] };
  const mistake = dockerfileProblem(dockerfile);
  if (mistake !== undefined) return failing(mistake);
  const options = planOptions({ id: "plan", workspace, request });
  if ("code" in options) return failing(options);
  const store = { ...images, pulled: images.lookPulled };
  const here = { store, cache, settings, workspace, ...(tools.takes && { takes: tools.takes }) };
  const planned = planHere(() => planWithImagesHere(here, dockerfile, options, false));
  if ("problem" in planned) return failing(planned.problem, stagesOf(dockerfile, undefined));
  const { plan, missing } = planned;
  const named = openNamedFiles(options.namedContexts, (digest) => contextFiles(tools, digest));
  const context = openBuildContext(blobs, files, read.path, 0, named);
  const view = tools.viewOf({ ...planned, context });
  const session: ForecastSession = {
    ...{ ...view, workspace, plan, rules, signal },
    cache: quietCache(cache),
    noCache: noCacheFor(request),
  };
  const forecaster = new StageForecaster(session, missing);
  await forecaster.forecastAll();
  const problem = (await tools.problemOf(plan)) ?? forecaster.failure?.problem;
  return {
    stages: stagesOf(dockerfile, plan),
    steps: inOrder(forecaster.steps),
    ...(problem !== undefined && { problem }),
  };
}

function contextFiles({ contexts }: ForecastTools, digest: Digest | undefined): Files {
  return { digest, entries: digest === undefined ? [] : contexts.look(digest).entries };
}

function filesOf(tools: ForecastTools, { context: digest, contextChanges = {} }: PlanJob["request"]): Files {
  return changedFiles(contextFiles(tools, digest), contextChanges, (blob) => tools.images.blobs.size(blob));
}

/** An invalid image name ends a build with a problem, if the image is looked up. */
function planHere<T>(plan: () => T): T | { readonly problem: Problem } {
  try {
    return plan();
  } catch (error) {
    if (error instanceof ProblemError) return { problem: error.problem };
    throw error;
  }
}

function failing(problem: Problem, stages: ForecastStage[] = []): Forecast {
  return { stages, steps: [], problem };
}

function stagesOf({ stages }: Dockerfile, plan: BuildPlan | undefined): ForecastStage[] {
  return stages.map(({ index, name, from, range }) => {
    const planned = plan?.stages.get(index);
    return {
      index,
      ...(name !== undefined && { name }),
      from: planned?.from ?? from.image.raw,
      range,
      reachable: planned !== undefined,
    };
  });
}

/** In the order of the Dockerfile, like a build's `planned` event. */
function inOrder(steps: readonly ForecastStep[]): ForecastStep[] {
  return steps.toSorted((a, b) => a.stage - b.stage);
}
