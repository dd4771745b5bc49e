import { create } from "zustand";
import type { BuilderOutlook } from "#contract/builderChoice.ts";
import type { BuilderId, Health } from "#contract/health.ts";
import { askBuilders, FIRST_WORKSPACE } from "../../api/client.ts";
import type { Result } from "../../api/result.ts";
import { buildRequestOf, dockerfileTextOf } from "../build/buildRequest.ts";
import { canChooseBuilder } from "../page/builders.ts";
import { useHealth } from "../page/health.ts";
import { isReadOnly } from "../page/readOnly.ts";
import { useRoomBuilder } from "../page/roomBuilder.ts";
import { chosenBuilder, useChosenBuilder } from "../workspace/chosenBuilder.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { useShared } from "../workspace/shared.ts";
import { useWorkspace } from "../workspace/workspace.ts";

interface Known {
  readonly outlook: BuilderOutlook;
  /** What was chosen when it was asked. */
  readonly choice: BuilderId | undefined;
}

const useKnown = create<{ readonly known?: Known }>(() => ({}));

/** The builder that the next build would get, and why, as the server says; undefined if it was not asked. */
export function useBuilderOutlook(): BuilderOutlook | undefined {
  const choice = useChosenBuilder();
  return useKnown(({ known }) => (known?.choice === choice ? known?.outlook : undefined));
}

/** Pause after the last change, in milliseconds. */
const ASK_AFTER_MS = 400;

let timer: ReturnType<typeof setTimeout> | undefined;
let asking = new AbortController();

/** Call once, with the workspace open: keeps the outlook in sync with the Dockerfile, settings, and builders. */
export function startBuilderOutlook(): void {
  useWorkspace.subscribe(({ content }, before) => {
    const isSame = content.settings === before.content.settings && textOf(content) === textOf(before.content);
    if (!isSame) askSoon();
  });
  useHealth.subscribe(({ state }, before) => {
    if (buildersIn(state) !== buildersIn(before.state)) askSoon();
  });
  useRoomBuilder.subscribe(askSoon);
  askSoon();
}

/** Asks now; undefined if there is nothing to choose from, or no Dockerfile. */
export async function askOutlook(signal: AbortSignal): Promise<Result<BuilderOutlook> | undefined> {
  const { content } = useWorkspace.getState();
  const text = textOf(content);
  if (text === undefined || !mayChoose()) return undefined;
  const { id } = useOpenWorkspace.getState();
  const choice = chosenBuilder();
  const settings = { ...content.settings, ...(choice !== undefined && { builder: choice }) };
  const workspace = id !== undefined && id !== FIRST_WORKSPACE && { workspace: id };
  const answer = await askBuilders({ ...buildRequestOf({ settings }, text), ...workspace }, signal);
  if (answer.ok && !signal.aborted) useKnown.setState({ known: { outlook: answer.value, choice } });
  return answer;
}

function askSoon(): void {
  clearTimeout(timer);
  asking.abort();
  if (!mayChoose()) return;
  timer = setTimeout(() => {
    asking = new AbortController();
    // Nobody asked for this, so failures stay silent.
    askOutlook(asking.signal).catch(() => undefined);
  }, ASK_AFTER_MS);
}

function mayChoose(): boolean {
  const { state } = useHealth.getState();
  const { phase } = useWorkspace.getState();
  if (state.phase !== "up" || phase !== "ready" || isReadOnly() || useShared.getState().share) return false;
  return canChooseBuilder(state.health);
}

function textOf(content: Parameters<typeof dockerfileTextOf>[0]): string | undefined {
  const text = dockerfileTextOf(content);
  return typeof text === "string" ? text : undefined;
}

/** Which builders there are, and what they can do. */
function buildersIn(state: ReturnType<typeof useHealth.getState>["state"]): string {
  return state.phase === "up" ? builderStates(state.health) : state.phase;
}

function builderStates({ builders }: Health): string {
  return JSON.stringify(builders.map(({ id, available, run }) => [id, available, run]));
}
