import type { FinishedEvent } from "#contract/build.ts";
import type { Problem, ProblemCode } from "#contract/problem.ts";
import { problem } from "#contract/problem.ts";
import { type Dockerfile, parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { resolveStages } from "#dockerfile/stages/resolveStages.ts";
import type { ContextStore } from "#server/contexts/contextStore.ts";
import { encodeImageConfig } from "#server/images/config.ts";
import { digestOf } from "#server/images/digest.ts";
import type { ImageStore } from "#server/images/imageStore.ts";
import { hostPlatform, parsePlatform } from "#server/images/platform.ts";
import { ProblemError } from "#server/images/problemError.ts";
import { StoreFullError, storeError } from "#server/images/storeFullError.ts";
import type { RegistrySettings } from "#server/registry/registrySettings.ts";
import type { BuildJob, RunningEvent } from "../../builder.ts";
import type { StepCache } from "../cache/stepCache.ts";
import { SandboxError } from "../executor/sandboxError.ts";
import { finishedImage } from "../image/finishedImage.ts";
import type { Downloads } from "../operations/copy/downloads.ts";
import type { BuildPlan, PlanImage } from "../plan/buildPlan.ts";
import { type PlanOptions, planBuild } from "../plan/planBuild.ts";
import { findImage } from "./baseImages.ts";
import { openBuildContext, openFiles, readDockerfile } from "./buildContext.ts";
import { plannedEvent } from "./plannedEvent.ts";
import type { RunCommand } from "./runCommand.ts";
import { type StageResult, StageRunner, StepFailure } from "./runStages.ts";

/** What builds are made with; opened once for a process. */
export interface Engine {
  readonly images: ImageStore;
  readonly contexts: ContextStore;
  readonly cache: StepCache;
  readonly settings: RegistrySettings;
  readonly run: RunCommand;
  /** Most bytes that one step may write. */
  readonly maxBytes: number;
  /** Why RUN can't be executed here; undefined where it can. */
  readonly whyNoRun: () => Promise<Problem | undefined>;
  readonly openDownloads: (mode: "default" | "none" | "host") => Promise<Downloads>;
}

type Emit = (event: RunningEvent) => void;

/**
 * One build from its request to the image in the store. Never rejects for what the Dockerfile, the context or a
 * registry did: that is a `finished` event with a problem. Emits nothing after it settles.
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
  return { type: "finished", state: "failed", at: Date.now(), problem: shown, ...(failure && { step: failure.step }) };
}

/** The helper that unpacks layers says in words that the disk is full. */
function diskError(cause: unknown): unknown {
  if (cause instanceof SandboxError && /No space left|Disk quota/.test(cause.message)) return new StoreFullError(cause);
  return storeError(cause);
}

function failed(shown: Problem): FinishedEvent {
  return { type: "finished", state: "failed", at: Date.now(), problem: shown };
}

/** Mistakes of stages that have a problem of their own, by their code in the language. */
const STAGE_PROBLEMS: Readonly<Record<string, ProblemCode>> = {
  platform: "build/platform",
  "base-name": "image/reference",
};

/** The first mistake that BuildKit would stop at. The target is not looked for here: a wrong one has no place. */
function syntaxProblem(dockerfile: Dockerfile, job: BuildJob): Problem | undefined {
  const { diagnostics, syntax } = dockerfile;
  const { buildArgs = {} } = job.request;
  const stages = diagnostics.length > 0 ? [] : resolveStages(dockerfile, { buildArgs }).diagnostics;
  const mistake = [...diagnostics, ...stages].find(({ severity, code }) => severity === "error" && code !== "target");
  if (mistake !== undefined) {
    const { range, message, next, code } = mistake;
    return problem(STAGE_PROBLEMS[code] ?? "dockerfile/syntax", message, {
      range,
      ...(next !== undefined && { next }),
    });
  }
  if (syntax.statements.length > 0) return undefined;
  return problem("dockerfile/syntax", "file with no instructions", {
    next: "Begin with FROM and the image to start from.",
  });
}

function planOptions(job: BuildJob): PlanOptions | Problem {
  const { target, buildArgs = {}, network = "default", platform: wanted } = job.request;
  const buildPlatform = hostPlatform();
  const platform = wanted === undefined || wanted === "" ? buildPlatform : parsePlatform(wanted);
  if (platform !== undefined && platform.os === "linux") return { target, buildArgs, network, platform, buildPlatform };
  return problem("build/platform", `failed to parse platform ${wanted ?? ""}`, {
    next: "Name one such as linux/amd64 or linux/arm64.",
  });
}

async function build(engine: Engine, job: BuildJob, emit: Emit, signal: AbortSignal): Promise<FinishedEvent> {
  const { request } = job;
  const { blobs } = engine.images;
  const files = openFiles(engine.contexts, request.context);
  const read = readDockerfile(blobs, files, request);
  if ("problem" in read) return failed(read.problem);
  const dockerfile = parseDockerfile(read.text);
  const mistake = syntaxProblem(dockerfile, job);
  if (mistake !== undefined) return failed(mistake);
  const options = planOptions(job);
  if ("code" in options) return failed(options);
  const planned = await planWithImages(engine, job, dockerfile, options, emit, signal);
  if ("code" in planned) return failed(planned);
  const unable = await whyNotHere(engine, planned);
  if (unable !== undefined) return failed(unable);
  const now = Math.floor(Date.now() / 1000);
  const runner = new StageRunner({
    workspace: job.workspace,
    plan: planned,
    blobs,
    cache: engine.cache,
    context: openBuildContext(blobs, files, read.path, now),
    maxBytes: engine.maxBytes,
    downloads: await engine.openDownloads(options.network),
    secrets: request.secrets ?? {},
    noCache: request.noCache ?? false,
    run: engine.run,
    signal,
    emit,
    now,
  });
  const result = await runner.runAll();
  signal.throwIfAborted();
  return finish(engine, job, planned, result, runner.created);
}

/** Plans, finds the images the plan asks for, and plans again, until it has all. */
async function planWithImages(
  engine: Engine,
  job: BuildJob,
  dockerfile: Dockerfile,
  options: PlanOptions,
  emit: Emit,
  signal: AbortSignal,
): Promise<BuildPlan | Problem> {
  const images = new Map<string, PlanImage>();
  const { images: store, settings } = engine;
  let shown = "";
  const show = (plan: BuildPlan) => {
    const event = plannedEvent(plan);
    const text = JSON.stringify(event);
    // Triggers of a base image are known only once it is there: then the plan is told again.
    if (text !== shown) emit(event);
    shown = text;
  };
  for (;;) {
    const planned = planBuild(dockerfile, options, images);
    if (planned.kind === "failed") return planned.problem;
    if (planned.kind === "planned") {
      show(planned.plan);
      tellBases(planned.plan, emit);
      return planned.plan;
    }
    // While everything is at hand nothing of the first plan needs to be shown; a pull takes time.
    const finder = {
      store,
      settings,
      workspace: job.workspace,
      signal,
      emit: pulling(() => show(planned.draft), emit),
    };
    const found = await Promise.allSettled(planned.images.map((need) => findImage(finder, need)));
    signal.throwIfAborted();
    for (const [index, result] of found.entries()) {
      const need = planned.images[index];
      if (result.status === "fulfilled" && need !== undefined) images.set(need.key, result.value);
      if (result.status === "rejected" && need !== undefined) {
        show(planned.draft);
        emit({ type: "step", step: need.step, state: "failed", at: Date.now() });
        throw result.reason;
      }
    }
  }
}

function pulling(showFirst: () => void, emit: Emit): Emit {
  return (event) => {
    showFirst();
    emit(event);
  };
}

/** A FROM is done when its image is here. */
function tellBases(plan: BuildPlan, emit: Emit): void {
  for (const { fromStep } of plan.stages.values()) {
    emit({ type: "step", step: fromStep.id, state: "done", at: Date.now() });
  }
}

/** What keeps this plan from being built on this machine; looked at before its first step. */
async function whyNotHere(engine: Engine, plan: BuildPlan): Promise<Problem | undefined> {
  for (const { steps, state } of plan.stages.values()) {
    const run = steps.find(({ operation }) => operation.kind === "run");
    if (run === undefined) continue;
    const { range, instruction } = run;
    const unable = await engine.whyNoRun();
    if (unable !== undefined) return { ...unable, range, instruction };
    const host = hostPlatform();
    const runsHere = state.platform.architecture === host.architecture;
    if (!runsHere) {
      const detail = `RUN for linux/${state.platform.architecture} can't be executed on this machine, which is linux/${host.architecture}.`;
      return problem("build/platform", detail, { range, instruction, next: "Choose the machine's own platform." });
    }
  }
  return undefined;
}

function baseName(plan: BuildPlan): string | undefined {
  let stage = plan.stages.get(plan.target);
  while (stage?.base.kind === "stage") stage = plan.stages.get(stage.base.stage);
  return stage?.base.kind === "image" ? plan.images.get(stage.base.key)?.name : undefined;
}

function finish(
  engine: Engine,
  job: BuildJob,
  plan: BuildPlan,
  { layers, baseLayers }: StageResult,
  created: ReadonlyMap<string, string>,
): FinishedEvent {
  const { config, provenance } = finishedImage(plan, layers, created);
  const bytes = encodeImageConfig(config);
  const base = baseName(plan);
  const image = engine.images.put({
    workspace: job.workspace,
    config: bytes,
    layers,
    tags: job.request.tags ?? [],
    provenance,
    buildId: job.id,
    ...(base !== undefined && { baseName: base }),
    baseLayers,
  });
  return { type: "finished", state: "done", at: Date.now(), image: { id: digestOf(bytes), tags: [...image.tags] } };
}
