import type { BuildSource } from "#contract/build.ts";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import { type Problem, problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { type Dockerfile, parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { BuildJob, RunningEvent } from "../../builder.ts";
import { plannedEvent } from "../../events/plannedEvent.ts";
import { buildSource } from "../../request/buildSource.ts";
import { openFiles, readDockerfile } from "../../request/contextFiles.ts";
import { dockerfileProblem } from "../../request/dockerfileProblem.ts";
import { planOptions } from "../../request/planOptions.ts";
import { foreignSyntax } from "../../request/syntaxLine.ts";
import { buildEach } from "./buildEach.ts";
import type { BuildTools } from "./buildTools.ts";
import { type PlannedBuild, planHere } from "./plannedBuild.ts";
import { type PlannedJob, runPlanned } from "./runPlanned.ts";
import { starterPlan } from "./starterPlan.ts";
import { platformsOf, unableProblem } from "./unableProblem.ts";

type Emit = (event: RunningEvent) => void;

/** A Dockerfile in another language may make no plan here: then only the engine knows its steps. */
const NOTHING_PLANNED: PlannedBuild = {
  plan: { stages: new Map(), target: 0, images: new Map() },
  lent: [],
  imageSteps: new Map(),
};

/**
 * One build from its request to the stored image. Never rejects because of the Dockerfile, the context, a registry, or the
 * engine: that is a `finished` event with a problem. Emits nothing after it settles.
 */
export async function runBuild(
  tools: BuildTools,
  job: BuildJob,
  emit: Emit,
  signal: AbortSignal,
): Promise<FinishedEvent> {
  const late = AbortSignal.timeout(tools.bounds.seconds * 1000);
  const both = AbortSignal.any([signal, late]);
  let open = true;
  const emitOpen: Emit = (event) => {
    if (open) emit(event);
  };
  try {
    return await build(tools, job, emitOpen, both);
  } catch (error) {
    if (signal.aborted) return { type: "finished", state: "canceled", at: Date.now() };
    if (late.aborted) return failed(timeoutProblem(tools));
    if (error instanceof ProblemError) return failed(error.problem);
    throw error;
  } finally {
    open = false;
  }
}

function timeoutProblem({ bounds: { seconds } }: BuildTools): Problem {
  return problem("build/timeout", `The build exceeded its time limit (${seconds} s).`, {
    next: "Do less in the build, or ask the operator for a higher limit.",
  });
}

function failed(why: Problem): FinishedEvent {
  return { type: "finished", state: "failed", at: Date.now(), problem: why };
}

async function build(tools: BuildTools, job: BuildJob, emit: Emit, signal: AbortSignal): Promise<FinishedEvent> {
  const { request } = job;
  const files = openFiles(tools.contexts, request.context);
  const read = readDockerfile(tools.images.blobs, files, request);
  if ("problem" in read) return failed(read.problem);
  const source: BuildSource = buildSource(read, request);
  emit({ type: "source", ...source });
  const dockerfile = parseDockerfile(read.text);
  // Another frontend has a language of its own.
  const mistake = foreignSyntax(dockerfile) === undefined ? dockerfileProblem(dockerfile) : undefined;
  if (mistake !== undefined) return failed(mistake);
  const unable = unableProblem(tools, request);
  if (unable !== undefined) return failed(unable);
  const given = { dockerfile, source, read, files };
  const platforms = platformsOf(request);
  if (platforms.length < 2) return await buildOne(tools, job, given, emit, signal);
  return await buildEach(tools.images, platforms, job, (one, kept) =>
    buildOne(tools, one, { ...given, kept }, emit, signal),
  );
}

type Given = Pick<PlannedJob, "source" | "read" | "files" | "kept"> & { readonly dockerfile: Dockerfile };

/** For one platform. */
async function buildOne(
  tools: BuildTools,
  job: BuildJob,
  { dockerfile, ...given }: Given,
  emit: Emit,
  signal: AbortSignal,
): Promise<FinishedEvent> {
  const options = planOptions(job);
  if ("code" in options) return failed(options);
  const facts = { fact: () => undefined, setFact: () => undefined };
  const here = { store: tools.images, cache: facts, settings: tools.registry, workspace: job.workspace };
  const known = planHere(here, dockerfile, options);
  if ("code" in known && foreignSyntax(dockerfile) === undefined) return failed(known);
  const planned = "code" in known ? NOTHING_PLANNED : known;
  emit(plannedEvent(planned.plan));
  const finished = await runPlanned(tools, job, { ...given, ...planned }, emit, signal);
  const again = starterPlan(finished, planned, here, dockerfile, options);
  if (again === undefined) return finished;
  emit(plannedEvent(again.planned.plan));
  for (const event of again.told) emit(event);
  return await runPlanned(tools, job, { ...given, ...again.planned }, emit, signal);
}
