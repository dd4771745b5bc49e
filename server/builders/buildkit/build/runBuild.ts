import type { BuildSource } from "#contract/build.ts";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import { type Problem, problem } from "#contract/problem.ts";
import { ProblemError } from "#contract/problemError.ts";
import { type Dockerfile, parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { PlanOptions } from "#dockerfile/plan/planOptions.ts";
import { type ImagesHere, rememberStandIn } from "../../bases/standIn.ts";
import type { BuildJob, RunningEvent } from "../../builder.ts";
import { plannedEvent } from "../../events/plannedEvent.ts";
import { buildSource } from "../../request/buildSource.ts";
import { openFiles, readDockerfile } from "../../request/contextFiles.ts";
import { dockerfileProblem } from "../../request/dockerfileProblem.ts";
import { planOptions } from "../../request/planOptions.ts";
import { foreignSyntax } from "../../request/syntaxLine.ts";
import { ToldBases } from "../memory/toldBases.ts";
import { ToldSteps } from "../memory/toldSteps.ts";
import { buildEach } from "./buildEach.ts";
import type { BuildTools } from "./buildTools.ts";
import { type PlannedBuild, planHere } from "./plannedBuild.ts";
import { privateNeeds, pullPrivate } from "./privateImages.ts";
import { missSession, rememberBuild } from "./rememberBuild.ts";
import { runHeldBack } from "./runHeldBack.ts";
import type { PlannedJob } from "./runPlanned.ts";
import { starterPlan } from "./starterPlan.ts";
import { refusedProblem, takesImage } from "./takesImage.ts";
import { TellMisses } from "./tellMisses.ts";
import { platformsOf, unableProblem } from "./unableProblem.ts";

type Emit = (event: RunningEvent) => void;

/** A Dockerfile in another language may make no plan here: then only the engine knows its steps. */
const NOTHING_PLANNED: PlannedBuild = {
  plan: { stages: new Map(), target: 0, images: new Map() },
  missing: new Map(),
  lent: [],
  refused: [],
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
  const memory = tools.memory.of(job.workspace);
  const takes = (platform: string) => takesImage(tools, platform);
  const here = { store: tools.images, cache: memory, settings: tools.registry, workspace: job.workspace, takes };
  const known = planHere(here, dockerfile, options);
  if ("code" in known && foreignSyntax(dockerfile) === undefined) return failed(known);
  const planned = "code" in known ? NOTHING_PLANNED : known;
  const attempt = (one: PlannedBuild, first: readonly RunningEvent[]) =>
    runRemembered(tools, job, { given, planned: one, here, options, first }, emit, signal);
  const finished = await attempt(planned, []);
  const needs = privateNeeds(tools, job, finished, planned.missing.values());
  const refused = refusedProblem(tools, finished, [...planned.refused, ...needs]);
  if (refused !== undefined) return { ...finished, problem: refused };
  if (needs.length > 0) {
    const pulled = await pullPrivate(tools, job, needs, emit, signal);
    const complete = planHere(here, dockerfile, options, pulled);
    return "code" in complete ? failed(complete) : await attempt(complete, []);
  }
  const again = starterPlan(finished, planned, here, dockerfile, options);
  if (again === undefined) return finished;
  for (const need of planned.missing.values()) {
    const starter = again.planned.lent.find(({ name }) => name === need.name);
    if (starter !== undefined) rememberStandIn(here, need, starter.image);
  }
  return await attempt(again.planned, again.told);
}

interface Attempt {
  readonly given: Omit<Given, "dockerfile">;
  readonly planned: PlannedBuild;
  readonly here: ImagesHere;
  readonly options: PlanOptions;
  /** Told before its steps. */
  readonly first: readonly RunningEvent[];
}

/** Whatever comes of it, what the builder did is remembered. */
async function runRemembered(
  tools: BuildTools,
  job: BuildJob,
  { given, planned, here, options, first }: Attempt,
  emit: Emit,
  signal: AbortSignal,
): Promise<FinishedEvent> {
  const told = new ToldSteps();
  const bases = new ToldBases();
  const { files, read } = given;
  const seen = { here, planned, options, files, path: read.path, told, bases };
  const misses = new TellMisses(tools.memory.of(job.workspace), missSession(tools, job, seen), emit);
  const telling: Emit = (event) => {
    told.take(event);
    misses.take(event);
  };
  for (const event of [plannedEvent(planned.plan), ...first]) telling(event);
  try {
    return await runHeldBack(tools, job, { ...given, ...planned, bases }, telling, signal);
  } finally {
    await misses.end();
    await rememberBuild(tools, job, seen);
  }
}
