import type { FinishedEvent } from "#contract/buildEvent.ts";
import { lackProblem } from "#contract/lackProblem.ts";
import type { Problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { isDiskFull, SandboxError } from "#server/sandbox/executor/sandboxError.ts";
import { StoreFullError, storeError } from "#server/storage/storeFullError.ts";
import type { BuildJob, RunningEvent } from "../../builder.ts";
import { openBuildContext } from "../../files/buildContext.ts";
import { HeldBack } from "../../live/heldBack.ts";
import { buildSource } from "../../request/buildSource.ts";
import { openFiles, openNamedFiles, readDockerfile } from "../../request/contextFiles.ts";
import { dockerfileProblem } from "../../request/dockerfileProblem.ts";
import { lackInRequest } from "../../request/lackOf.ts";
import { noCacheFor } from "../../request/noCacheFor.ts";
import { planOptions } from "../../request/planOptions.ts";
import type { BuildLimits, Engine } from "./engine.ts";
import { finishBuild } from "./finishBuild.ts";
import { planWithImages } from "./planWithImages.ts";
import { platformProblem } from "./platformProblem.ts";
import { StageRunner, StepFailure } from "./runStages.ts";

type Emit = (event: RunningEvent) => void;

/**
 * One build from its request to the stored image. Never rejects because of the Dockerfile, the context, or a
 * registry: that is a `finished` event with a problem. Emits nothing after it settles.
 */
export async function runBuild(engine: Engine, job: BuildJob, emit: Emit, signal: AbortSignal): Promise<FinishedEvent> {
  try {
    return await build(engine, job, emit, signal);
  } catch (error) {
    if (signal.aborted) return { type: "finished", state: "canceled", at: Date.now() };
    return failedEvent(error);
  }
}

function failedEvent(error: unknown): FinishedEvent {
  const failure = error instanceof StepFailure ? error : undefined;
  const cause = diskError(failure === undefined ? error : failure.cause);
  if (!(cause instanceof ProblemError)) throw error;
  const place = failure && { range: failure.range, instruction: failure.instruction };
  const shown = { ...place, ...cause.problem };
  // A step that was not started did not fail.
  const step = failure !== undefined && !(cause instanceof HeldBack) && { step: failure.step };
  return { type: "finished", state: "failed", at: Date.now(), problem: shown, ...step };
}

function diskError(cause: unknown): unknown {
  if (cause instanceof SandboxError && isDiskFull(cause)) return new StoreFullError(cause);
  return storeError(cause);
}

function failed(shown: Problem): FinishedEvent {
  return { type: "finished", state: "failed", at: Date.now(), problem: shown };
}

async function build(engine: Engine, job: BuildJob, emit: Emit, signal: AbortSignal): Promise<FinishedEvent> {
  const limits = engine.openLimits();
  try {
    return await buildWithin(limits, engine, job, emit, signal);
  } finally {
    limits.end();
  }
}

async function buildWithin(
  limits: BuildLimits,
  engine: Engine,
  job: BuildJob,
  emit: Emit,
  signal: AbortSignal,
): Promise<FinishedEvent> {
  const { request } = job;
  const { blobs } = engine.images;
  const files = openFiles(engine.contexts, request.context);
  const read = readDockerfile(blobs, files, request);
  if ("problem" in read) return failed(read.problem);
  const source = buildSource(read, request);
  emit({ type: "source", ...source });
  const dockerfile = parseDockerfile(read.text);
  const lack = lackInRequest(request, dockerfile);
  if (lack !== undefined) return failed(lackProblem(lack));
  const mistake = dockerfileProblem(dockerfile);
  if (mistake !== undefined) return failed(mistake);
  const options = planOptions(job);
  if ("code" in options) return failed(options);
  const planned = await planWithImages(engine, limits.blobs, job, dockerfile, options, emit, signal);
  if ("code" in planned) return failed(planned);
  const unable = await platformProblem(engine, planned);
  if (unable !== undefined) return failed(unable);
  const now = Math.floor(Date.now() / 1000);
  const named = openNamedFiles(options.namedContexts, (digest) => openFiles(engine.contexts, digest));
  const context = openBuildContext(blobs, files, read.path, now, named);
  if (context.mistake !== undefined) return failed(context.mistake);
  const runner = new StageRunner({
    workspace: job.workspace,
    plan: planned,
    blobs: limits.blobs,
    cache: engine.cache,
    context,
    maxBytes: engine.maxBytes,
    downloads: await engine.openDownloads(options.network),
    secrets: request.secrets ?? {},
    noCache: noCacheFor(request),
    onlyQuick: request.live === "quick",
    run: limits.run,
    decompressWithTool: limits.decompressWithTool,
    signal,
    emit,
    now,
  });
  const result = await runner.runAll();
  signal.throwIfAborted();
  return finishBuild(engine, job, { source, plan: planned, result, created: runner.created });
}
