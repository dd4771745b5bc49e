import type { LiveMode } from "#contract/build.ts";
import type { BuildEvent } from "#contract/buildEvent.ts";
import type { Problem } from "#contract/problem.ts";
import {
  FIRST_WORKSPACE,
  getStack,
  cancelBuild as sendCancel,
  startBuild as sendStart,
  streamBuildEvents,
} from "../../api/client.ts";
import { applyBuildEvents } from "../build/applyBuildEvent.ts";
import { useBuild } from "../build/build.ts";
import { type BuildInput, buildRequestOf, dockerfileTextOf, type SentContexts } from "../build/buildRequest.ts";
import type { BuildState } from "../build/buildState.ts";
import { useEarlierBuild } from "../build/earlierBuild.ts";
import { sendContexts } from "../build/sendContexts.ts";
import { rememberContext } from "../build/sentContext.ts";
import { showStack } from "../image/image.ts";
import { useOpenedImage } from "../images/openedImage.ts";
import type { LiveEnd } from "./liveLoop.ts";

/** Sends the files ahead, while the checks still look at them; the problem if they are refused. */
export async function sendAhead(input: BuildInput, signal: AbortSignal): Promise<SentContexts | Problem> {
  const sent = await sendContexts(input, signal);
  if (!sent.ok) return sent.problem;
  rememberContext({ digest: sent.value.context, files: input.files });
  return sent.value;
}

interface LiveOptions {
  readonly mode: LiveMode;
  readonly workspace: string | undefined;
  /** The files, as they were sent. */
  readonly context: Promise<SentContexts | Problem>;
}

/** A live build from its start to its end; nothing of it is on the page until it is shown. */
export async function buildLive(input: BuildInput, options: LiveOptions, signal: AbortSignal): Promise<LiveEnd> {
  try {
    const started = await start(input, options, signal);
    if (typeof started !== "string") return refused(started);
    const cancel = () => void sendCancel(started);
    signal.addEventListener("abort", cancel);
    const build = await followed(started, signal);
    signal.removeEventListener("abort", cancel);
    return await endOf(build, signal);
  } catch (cause) {
    if (signal.aborted) return { kind: "canceled" };
    throw cause;
  }
}

async function start(
  input: BuildInput,
  { mode: live, workspace, context: sent }: LiveOptions,
  signal: AbortSignal,
): Promise<string | Problem> {
  const text = dockerfileTextOf(input);
  const context = await sent;
  if (typeof text !== "string") return text;
  if ("code" in context) return context;
  const { tags: _, ...request } = buildRequestOf(input, text, context);
  const of = workspace !== undefined && workspace !== FIRST_WORKSPACE && { workspace };
  const accepted = await sendStart({ ...request, ...of, live }, signal);
  return accepted.ok ? accepted.value.id : accepted.problem;
}

async function followed(id: string, signal: AbortSignal): Promise<BuildState> {
  const run = { id, live: true as const, stages: [], steps: [], logs: {}, startedAt: Date.now() };
  const events: BuildEvent[] = [];
  await streamBuildEvents(id, { signal, onEvent: (event) => events.push(event) });
  return applyBuildEvents({ phase: "queued", run }, id, events);
}

async function endOf(build: BuildState, signal: AbortSignal): Promise<LiveEnd> {
  switch (build.phase) {
    case "done":
      return await withStack(build, signal);
    case "failed":
      if (build.problem.code === "build/held-back") return { kind: "held", problem: build.problem };
      return { kind: "failed", show: () => show(build) };
    default:
      return { kind: "canceled" };
  }
}

/** What is on the page stays until all of the new one is here. */
async function withStack(build: BuildState & { readonly phase: "done" }, signal: AbortSignal): Promise<LiveEnd> {
  const stack = await getStack(build.image.id, signal);
  if (!stack.ok) return refused(stack.problem);
  return {
    kind: "done",
    show: () => {
      showStack(stack.value);
      show(build);
    },
  };
}

function show(build: BuildState): void {
  useEarlierBuild.setState({}, true);
  useOpenedImage.setState({}, true);
  useBuild.setState({ build });
}

function refused(why: Problem): LiveEnd {
  return { kind: "refused", problem: why };
}
