import type { Digest } from "#contract/names/digest.ts";
import type { Forecast, ForecastStage, ForecastStep } from "#contract/plan.ts";
import type { Problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { type Dockerfile, parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { BuildPlan } from "#dockerfile/plan/buildPlan.ts";
import type { BuildJob, PlanJob } from "../../builder.ts";
import { type Files, openNamedFiles, readDockerfile } from "../../request/contextFiles.ts";
import { dockerfileProblem } from "../../request/dockerfileProblem.ts";
import { planOptions } from "../../request/planOptions.ts";
import type { Engine } from "../engine/engine.ts";
import { platformProblem } from "../engine/platformProblem.ts";
import { openBuildContext } from "../session/buildContext.ts";
import { changedFiles } from "./changedFiles.ts";
import { StageForecaster } from "./forecastStages.ts";
import { planningSession } from "./planningSession.ts";
import { planWithImagesHere } from "./planWithImagesHere.ts";

/**
 * What a build of this request would do now, without doing any of it: the same plan, the same inputs, the same cache,
 * read only. Throws a ProblemError for what `POST /api/builds` would reject (a context that is not found).
 */
export async function forecast(
  engine: Engine,
  { workspace, request }: PlanJob,
  signal: AbortSignal,
): Promise<Forecast> {
  const job: BuildJob = { id: "plan", workspace, request };
  const { blobs } = engine.images;
  const files = filesOf(engine, request);
  const read = readDockerfile(blobs, files, request);
  if ("problem" in read) return failing(read.problem);
  const dockerfile = parseDockerfile(read.text);
  const mistake = dockerfileProblem(dockerfile);
  if (mistake !== undefined) return failing(mistake);
  const options = planOptions(job);
  if ("code" in options) return failing(options);
  const store = { ...engine.images, pulled: engine.images.lookPulled };
  const { cache, settings } = engine;
  const planned = planHere(() => planWithImagesHere({ store, cache, settings, workspace }, dockerfile, options));
  if ("problem" in planned) return failing(planned.problem, stagesOf(dockerfile, undefined));
  const named = openNamedFiles(options.namedContexts, (digest) => contextFiles(engine, digest));
  const context = openBuildContext(blobs, files, read.path, 0, named);
  const session = planningSession(engine, job, planned.plan, context, signal);
  const forecaster = new StageForecaster(session, planned.missing);
  await forecaster.forecastAll();
  const problem = (await platformProblem(engine, planned.plan)) ?? forecaster.failure?.problem;
  return {
    stages: stagesOf(dockerfile, planned.plan),
    steps: inOrder(forecaster.steps),
    ...(problem !== undefined && { problem }),
  };
}

function contextFiles(engine: Engine, digest: Digest | undefined): Files {
  return { digest, entries: digest === undefined ? [] : engine.contexts.look(digest).entries };
}

function filesOf(engine: Engine, { context: digest, contextChanges = {} }: PlanJob["request"]): Files {
  return changedFiles(contextFiles(engine, digest), contextChanges, (blob) => engine.images.blobs.size(blob));
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
