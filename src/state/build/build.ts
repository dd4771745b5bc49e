import { create } from "zustand";
import type { Build } from "#contract/build.ts";
import type { BuildEvent } from "#contract/buildEvent.ts";
import type { Problem } from "#contract/problem.ts";
import {
  FIRST_WORKSPACE,
  getBuild,
  cancelBuild as sendCancel,
  startBuild as sendStart,
  streamBuildEvents,
} from "../../api/client.ts";
import { unlessAborted } from "../../api/unlessAborted.ts";
import { applyBuildEvents } from "./applyBuildEvent.ts";
import { createEventBatch } from "./buildEventBatch.ts";
import { type BuildInput, buildRequestOf, dockerfileTextOf } from "./buildRequest.ts";
import { type BuildRun, type BuildState, isBusy, runOf } from "./buildState.ts";
import { sendContexts } from "./sendContexts.ts";
import { rememberContext } from "./sentContext.ts";

/** The build the page shows. */
export const useBuild = create<{ readonly build: BuildState }>(() => ({ build: { phase: "idle" } }));

/** Aborts the upload and the event stream of the current build. */
let attempt = new AbortController();
/** Aborts the question about a build that is to be shown next. */
let opening = new AbortController();
/** Why an attempt was aborted: its build is not wanted, even if the server has accepted it by now. */
const UNWANTED = "unwanted";

/** Sends the context and starts a build, of a workspace if one is named. A build still running is canceled, because nobody would see it finish. */
export async function startBuild(input: BuildInput, workspace?: string): Promise<void> {
  const { build: before } = useBuild.getState();
  const running = isBusy(before) ? runOf(before) : undefined;
  const signal = newAttempt(UNWANTED);
  if (running) void sendCancel(running.id);
  const dockerfileText = dockerfileTextOf(input);
  if (typeof dockerfileText !== "string") return show({ phase: "refused", problem: dockerfileText });
  show({ phase: "uploading" });
  const context = await unlessAborted(sendContexts(input, signal), signal);
  if (!context) return;
  if (!context.ok) return show({ phase: "refused", problem: context.problem });
  rememberContext({ digest: context.value.context, files: input.files });
  const request = {
    ...buildRequestOf(input, dockerfileText, context.value),
    ...(workspace !== undefined && workspace !== FIRST_WORKSPACE && { workspace }),
  };
  // Not aborted: only its answer tells what to cancel.
  const accepted = await sendStart(request);
  if (signal.aborted) {
    if (accepted.ok && signal.reason === UNWANTED) void sendCancel(accepted.value.id);
    return;
  }
  if (!accepted.ok) return show({ phase: "refused", problem: accepted.problem });
  show({ phase: "queued", run: emptyRun(accepted.value.id, Date.now()) });
  await follow(accepted.value.id, signal);
}

/** Cancels the current build. It ends with an event; an upload just stops. */
export async function cancelBuild(): Promise<void> {
  const { build } = useBuild.getState();
  if (build.phase === "uploading") {
    newAttempt(UNWANTED);
    return show({ phase: "idle" });
  }
  const run = runOf(build);
  if (!run || !isBusy(build)) return;
  show({ phase: "running", run, canceling: true });
  const answer = await sendCancel(run.id);
  if (!answer.ok) stillRunning(run.id);
}

/** Shows a build by its ID, from its first event: after a reload, or from another tab. */
export async function resumeBuild(id: string): Promise<Problem | undefined> {
  return useBuild.getState().build.phase === "idle" ? openBuild(id) : undefined;
}

/** Shows a build that was started elsewhere, unless another one is running here. */
export async function openUnlessBusy(id: string): Promise<void> {
  if (!isBusy(useBuild.getState().build)) await openBuild(id);
}

/**
 * Shows any build by its ID, from its first event. A build that runs goes on, unseen. If the server does not know it, or
 * is not there, what is shown stays, and the problem is returned.
 */
export async function openBuild(id: string): Promise<Problem | undefined> {
  opening.abort();
  opening = new AbortController();
  const asked = opening.signal;
  const found = await unlessAborted(getBuild(id, asked), asked);
  if (!found?.ok) return found?.problem;
  const signal = newAttempt();
  show({ phase: "queued", run: emptyRun(id, startOf(found.value)) });
  await follow(id, signal);
  return undefined;
}

/** Shows no build any more. A running one continues on the server. */
export function leaveBuild(): void {
  newAttempt();
  show({ phase: "idle" });
}

/** The server is back: drops the error that it was unreachable. True if there was one. */
export function forgetUnreachable(): boolean {
  const { build } = useBuild.getState();
  const isUnreachable = build.phase === "refused" && build.problem.code === "server/unreachable";
  if (isUnreachable) show({ phase: "idle" });
  return isUnreachable;
}

async function follow(id: string, signal: AbortSignal): Promise<void> {
  const batch = createEventBatch<BuildEvent>((events) => {
    useBuild.setState(({ build }) => ({ build: applyBuildEvents(build, id, events) }));
  });
  const onEvent = (event: BuildEvent) => {
    batch.add(event);
    if (event.type === "finished") batch.flush();
  };
  const end = await streamBuildEvents(id, { signal, onEvent });
  batch.flush();
  if (end.kind === "refused") endWithout(id, end.problem);
}

/** The event stream was refused for good: the build is over for this page. */
function endWithout(id: string, problem: Problem): void {
  const { build } = useBuild.getState();
  const run = runOf(build);
  if (run?.id === id && isBusy(build)) show({ phase: "failed", run, finishedAt: Date.now(), problem });
}

function stillRunning(id: string): void {
  const { build } = useBuild.getState();
  if (build.phase === "running" && build.run.id === id) show({ ...build, canceling: false });
}

function newAttempt(reason?: typeof UNWANTED): AbortSignal {
  opening.abort();
  attempt.abort(reason);
  attempt = new AbortController();
  return attempt.signal;
}

function show(build: BuildState): void {
  useBuild.setState({ build });
}

function emptyRun(id: string, startedAt: number): BuildRun {
  return { id, stages: [], steps: [], logs: {}, startedAt };
}

function startOf(build: Build): number {
  return build.startedAt ?? build.createdAt;
}
