import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BuildSource } from "#contract/build.ts";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import { problem } from "#contract/problem.ts";
import { digestOf, hexOf } from "#server/oci/store/digest.ts";
import { baseStepOf, stepsOf } from "../../bases/planBase.ts";
import type { BuildJob, RunningEvent } from "../../builder.ts";
import type { Files } from "../../request/contextFiles.ts";
import { buildxName } from "../client/createBuilder.ts";
import { startClient } from "../client/runClient.ts";
import { LAYOUT_TAG, writeLayout } from "../context/writeLayout.ts";
import type { KeptAs } from "../image/keptAs.ts";
import { type ReceivedImage, receiveImage } from "../image/receiveImage.ts";
import { stepLayers } from "../image/stepLayers.ts";
import type { ToldBases } from "../memory/toldBases.ts";
import { alikeSteps } from "../steps/alikeSteps.ts";
import { matchedStages } from "../steps/matchedStages.ts";
import { StepMatcher } from "../steps/stepMatcher.ts";
import { StepTracker } from "../steps/stepTracker.ts";
import { boundCaches } from "./boundCaches.ts";
import { buildArguments, imageContexts } from "./buildArguments.ts";
import type { BuildTools } from "./buildTools.ts";
import { endWithFailure } from "./endWithFailure.ts";
import { lentLogins, writeLogins } from "./lendLogins.ts";
import type { PlannedBuild } from "./plannedBuild.ts";
import { solve } from "./solve.ts";
import { platformsOf } from "./unableProblem.ts";
import { makeWorkFolder, type WorkFolder } from "./workFolder.ts";

type Emit = (event: RunningEvent) => void;

export interface PlannedJob extends PlannedBuild {
  readonly source: BuildSource;
  readonly read: { readonly text: string; readonly path: string };
  readonly files: Files;
  /** Absent if it is built for one platform. */
  readonly kept?: KeptAs;
  /** Notes the images that the engine finds. */
  readonly bases: ToldBases;
}

const MAX_LAYERS = 256;
const MAX_ENTRIES = 10_000;

/** Builds what is planned, on the engine. */
export async function runPlanned(
  tools: BuildTools,
  job: BuildJob,
  planned: PlannedJob,
  emit: Emit,
  signal: AbortSignal,
): Promise<FinishedEvent> {
  const { images, contexts } = tools;
  const { files, read } = planned;
  const work = await makeWorkFolder(
    tools.workDir,
    { blobs: images.blobs, contexts, request: job.request, files, read },
    signal,
  );
  const borrowed: string[] = [];
  try {
    const named = await namedContexts(tools, planned, work, borrowed, signal);
    for (const [name, value] of imageContexts(job.request)) if (!named.has(name)) named.set(name, value);
    return await build(tools, job, planned, work, named, emit, signal);
  } finally {
    for (const name of borrowed) tools.lent.giveBack(name);
    await work.remove();
    if (job.request.cacheTo !== undefined) await boundCaches(cacheRootOf(tools, job), tools.bounds.diskBytes);
  }
}

/** Folders of the request, and the images of this store that the Dockerfile names. */
async function namedContexts(
  { images, lent, exports }: BuildTools,
  planned: PlannedJob,
  work: WorkFolder,
  borrowed: string[],
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const named = new Map(work.named);
  for (const [index, { name, image }] of planned.lent.entries()) {
    if (exports() === "archive") {
      const layout = join(work.dir, `image-${index}`);
      await writeLayout(images.blobs, image, layout);
      named.set(name, `oci-layout://${layout}:${LAYOUT_TAG}`);
    } else {
      const lentName = await lent.lend(image, signal);
      borrowed.push(lentName);
      named.set(name, `docker-image://${lentName}`);
    }
  }
  return named;
}

async function build(
  tools: BuildTools,
  job: BuildJob,
  planned: PlannedJob,
  work: WorkFolder,
  named: ReadonlyMap<string, string>,
  emit: Emit,
  signal: AbortSignal,
): Promise<FinishedEvent> {
  const { plan, source, imageSteps, kept } = planned;
  const tooMuch = new AbortController();
  let printed = 0;
  const matcher = new StepMatcher(matchedStages(plan, named.keys()), imageSteps, plan.target);
  const tracker = new StepTracker(matcher, alikeSteps(plan.stages.values()), emit, (bytes) => {
    printed += bytes;
    if (printed > tools.bounds.outputBytes) tooMuch.abort();
  });
  const loadAs = tools.exports() === "archive" ? undefined : `strata-build-${randomBytes(8).toString("hex")}:latest`;
  const receive = (archive: AsyncIterable<Uint8Array>) =>
    receiveImage(tools.images, job, { plan, source, ...(kept && { kept }) }, archive, limitsOf(tools));
  const lent = lentLogins(tools.logins?.of(job.workspace) ?? {}, job.request);
  const env = { ...agentOf(tools), ...(await writeLogins(work.dir, lent, tools.client.plugins)) };
  const command = tools.client.command(argumentsOf(tools, job, work, named, loadAs), env);
  const both = AbortSignal.any([signal, tooMuch.signal]);
  const solved = await solve<ReceivedImage | "nothing">(
    command,
    both,
    (status) => {
      planned.bases.take(status);
      tracker.take(status);
    },
    loadAs === undefined ? receive : drain,
  );
  tracker.end();
  try {
    signal.throwIfAborted();
    if (tooMuch.signal.aborted) return overPrinted(tools);
    if (solved.end.code !== 0)
      return endWithFailure({ tools, request: job.request, planned, tracker, work, words: solved.words });
    const received = loadAs === undefined ? solved.received : await saveFromEngine(tools, loadAs, receive, signal);
    if (typeof received !== "object") throw new Error("buildx ended without an image");
    return finish(tools, job, planned, received, tracker, emit);
  } finally {
    // Only its name: what others call the same image stays.
    if (loadAs !== undefined) void tools.lent.remove([loadAs]);
  }
}

/** Of an owner, whose name may be anything. */
function cacheRootOf({ cacheDir }: BuildTools, { workspace }: BuildJob): string {
  return join(cacheDir, hexOf(digestOf(workspace)).slice(0, 32));
}

function argumentsOf(
  tools: BuildTools,
  job: BuildJob,
  work: WorkFolder,
  named: ReadonlyMap<string, string>,
  loadAs: string | undefined,
): string[] {
  const cacheRoot = cacheRootOf(tools, job);
  const paths = {
    ...work,
    metadata: join(work.dir, "metadata.json"),
    contexts: named,
    cache: (name: string) => {
      mkdirSync(join(cacheRoot, name), { recursive: true, mode: 0o700 });
      return join(cacheRoot, name);
    },
  };
  const [platform] = platformsOf(job.request);
  return buildArguments(job.request, paths, {
    builder: buildxName(tools.builder),
    platform,
    loadAs,
    hasAgent: tools.sshAgent !== undefined,
    ...(tools.builder.sbomScanner !== undefined && { sbomScanner: tools.builder.sbomScanner }),
  });
}

function agentOf({ sshAgent }: BuildTools): Record<string, string> {
  return sshAgent === undefined ? {} : { SSH_AUTH_SOCK: sshAgent };
}

function limitsOf({ bounds: { diskBytes } }: BuildTools) {
  return { bytes: diskBytes, entries: MAX_ENTRIES, image: { maxImageBytes: diskBytes, maxLayers: MAX_LAYERS } };
}

async function drain(output: AsyncIterable<Uint8Array>): Promise<"nothing"> {
  for await (const _piece of output);
  return "nothing";
}

/** An engine with its older store keeps the image: it is saved, and then removed. */
async function saveFromEngine(
  { client }: BuildTools,
  name: string,
  receive: (archive: AsyncIterable<Uint8Array>) => Promise<ReceivedImage>,
  signal: AbortSignal,
): Promise<ReceivedImage> {
  const stop = new AbortController();
  const { child, end } = startClient(client.command(["save", name]), AbortSignal.any([signal, stop.signal]));
  const { stdout, stderr } = child;
  if (stdout === null) throw new Error("the client has no pipes");
  stderr?.resume();
  try {
    return await receive(stdout);
  } finally {
    stop.abort();
    stdout.resume();
    await end;
    signal.throwIfAborted();
  }
}

function overPrinted({ bounds: { outputBytes } }: BuildTools): FinishedEvent {
  const why = problem("build/output", `The build exceeded the output limit (${Math.round(outputBytes / 1e6)} MB).`, {
    next: "Do less in the command, or ask the operator for a higher limit.",
  });
  return { type: "finished", state: "failed", at: Date.now(), problem: why };
}

function finish(
  { images }: BuildTools,
  job: BuildJob,
  { plan }: PlannedJob,
  { image, origins }: ReceivedImage,
  tracker: StepTracker,
  emit: Emit,
): FinishedEvent {
  const diffIds = image.layers.map(({ diffId }) => diffId);
  const { layers, size } = stepLayers(images.blobs, diffIds, origins, baseStepOf(plan));
  for (const step of stepsOf(plan).values()) {
    const state = tracker.stateOf(step.id)?.state;
    // It has an image: whatever end it did not tell was a good one.
    if (state === "running") tracker.conclude(step.id, "done");
    // What the engine did not tell of was not needed: a later step's result was there.
    if (state === undefined)
      tracker.conclude(step.id, step.configOnly || step.instruction === "FROM" ? "done" : "cached");
    if (step.instruction === "FROM") tracker.conclude(step.id, "done");
    const layer = layers.get(step.id);
    const told = tracker.stateOf(step.id);
    if (layer !== undefined && told !== undefined) emit({ type: "step", step: step.id, ...told, layer });
  }
  images.setContentSize(job.workspace, image.id, size);
  return { type: "finished", state: "done", at: Date.now(), image: { id: image.id, tags: [...image.tags], size } };
}
