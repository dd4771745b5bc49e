import { create } from "zustand";
import type { Forecast, PlanRequest } from "#contract/plan.ts";
import { FIRST_WORKSPACE, planBuild } from "../../api/client.ts";
import { useBuild } from "../build/build.ts";
import { type BuildInput, dockerfileTextOf } from "../build/buildRequest.ts";
import { isBusy, runOf } from "../build/buildState.ts";
import { contextAtServer, contextsAtServer, forgetContext } from "../build/sentContext.ts";
import { builderOf } from "../page/builders.ts";
import { useHealth } from "../page/health.ts";
import { chosenBuilder } from "../workspace/chosenBuilder.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { useShared } from "../workspace/shared.ts";
import { useWorkspace } from "../workspace/workspace.ts";
import { planQuestion } from "./planQuestion.ts";
import { type PlanState, planAnswered, planAsked, planUnanswered } from "./planState.ts";

/** What the next build would redo, given the text in the editor. */
export const usePlan = create<{ readonly plan: PlanState }>(() => ({ plan: { phase: "off" } }));

/** Pause after the last keystroke, in milliseconds. A long Dockerfile takes longer to plan and to draw. */
const ASK_AFTER_MS = 180;
const ASK_AFTER_LONG_MS = 600;
const LONG_TEXT = 40_000;

let timer: ReturnType<typeof setTimeout> | undefined;
let asking = new AbortController();
let questions = 0;

/** Call once, with the workspace open: keeps the plan in sync with text, files, settings, and builds. Returns a stop function. */
export function startPlanning(): () => void {
  const ends = [
    useWorkspace.subscribe(({ content }, before) => {
      if (content.files !== before.content.files || content.settings !== before.content.settings) askSoon();
    }),
    useBuild.subscribe(({ build }, before) => {
      if (build.phase !== before.build.phase || runOf(build)?.id !== runOf(before.build)?.id) askNow();
    }),
    useShared.subscribe(askNow),
    useHealth.subscribe(() => {
      const { plan } = usePlan.getState();
      if ((plan.phase === "off") === mayPlan()) askNow();
    }),
  ];
  askNow();
  return () => {
    for (const end of ends) end();
    fallSilent();
  };
}

function askSoon(): void {
  clearTimeout(timer);
  asking.abort();
  const text = dockerfileTextOf(useWorkspace.getState().content);
  const isLong = typeof text === "string" && text.length > LONG_TEXT;
  timer = setTimeout(askNow, isLong ? ASK_AFTER_LONG_MS : ASK_AFTER_MS);
}

function askNow(): void {
  clearTimeout(timer);
  asking.abort();
  if (!mayPlan()) {
    fallSilent();
    return;
  }
  asking = new AbortController();
  questions += 1;
  void ask(questions, useWorkspace.getState().content, asking.signal);
}

/** Before the first build nothing is cached, and a running build reports for itself. */
function mayPlan(): boolean {
  const { state } = useHealth.getState();
  const { build } = useBuild.getState();
  const { phase, content } = useWorkspace.getState();
  if (state.phase !== "up" || phase !== "ready" || isBusy(build)) return false;
  // What a shared copy would redo is known once it is forked.
  if (useShared.getState().share) return false;
  const wasBuilt = runOf(build) !== undefined || content.lastBuild !== undefined;
  return (
    wasBuilt && builderOf(state.health, chosenBuilder())?.plan === true && typeof dockerfileTextOf(content) === "string"
  );
}

async function ask(question: number, input: BuildInput, signal: AbortSignal): Promise<void> {
  change((plan) => planAsked(plan, question));
  // Nobody asked for this, so failures stay silent. The next keystroke asks again.
  const answer = await answerTo(input, signal).catch(() => undefined);
  change((plan) => (answer ? planAnswered(plan, question, answer) : planUnanswered(plan, question)));
}

async function answerTo(input: BuildInput, signal: AbortSignal): Promise<Forecast | undefined> {
  const request = (await requestFor(input, signal)) ?? (await requestAnew(input, signal));
  const first = request && (await planBuild(request, signal));
  if (!first || first.ok) return first?.value;
  if (first.problem.code !== "context/not-found") return undefined;
  const again = await requestAnew(input, signal);
  const second = again && (await planBuild(again, signal));
  return second?.ok ? second.value : undefined;
}

async function requestFor(input: BuildInput, signal: AbortSignal): Promise<PlanRequest | undefined> {
  const sent = await contextAtServer(input.files, signal);
  const question = sent && planQuestion(input, sent);
  const contexts = sent && question && (await contextsAtServer(input, sent, signal));
  // The server chooses a builder by it.
  const { id } = useOpenWorkspace.getState();
  return contexts && { ...question, ...contexts, ...(id !== undefined && id !== FIRST_WORKSPACE && { workspace: id }) };
}

function requestAnew(input: BuildInput, signal: AbortSignal): Promise<PlanRequest | undefined> {
  forgetContext();
  return requestFor(input, signal);
}

function fallSilent(): void {
  asking.abort();
  if (usePlan.getState().plan.phase !== "off") usePlan.setState({ plan: { phase: "off" } });
}

function change(transition: (plan: PlanState) => PlanState): void {
  const { plan } = usePlan.getState();
  const next = transition(plan);
  if (next !== plan) usePlan.setState({ plan: next });
}
