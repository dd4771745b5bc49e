import { create } from "zustand";
import type { BuilderId } from "#contract/health.ts";
import type { Problem } from "#contract/problem.ts";
import { cancelBuild, FIRST_WORKSPACE, startBuild } from "../../api/client.ts";
import { unlessAborted } from "../../api/unlessAborted.ts";
import { type BuildInput, buildRequestOf, dockerfileTextOf } from "../build/buildRequest.ts";
import { followToEnd } from "../build/followToEnd.ts";
import { sendContexts } from "../build/sendContexts.ts";

/** One of two builds of the same Dockerfile. `id` is there once it is accepted. */
export interface OneOfBoth {
  readonly builder: BuilderId;
  readonly id?: string;
  readonly end?: "done" | "canceled" | { readonly problem: Problem };
}

/** The same Dockerfile on two builders, until their images are compared; undefined if none was asked for. */
export const useBoth = create<{ readonly both?: readonly [OneOfBoth, OneOfBoth] }>(() => ({}));

let attempt = new AbortController();

/** Forgets what was built with both; what still runs is canceled. */
export function endBoth(): void {
  attempt.abort();
  for (const { id, end } of useBoth.getState().both ?? []) if (id !== undefined && !end) void cancelBuild(id);
  useBoth.setState({}, true);
}

export interface BothAsked {
  readonly input: BuildInput;
  readonly builders: readonly [BuilderId, BuilderId];
  /** The workspace that they are builds of. */
  readonly workspace: string | undefined;
  /** Shows a build, as soon as it has an ID. */
  readonly show: (id: string) => void;
}

/**
 * Builds the same files with two builders side by side; only the first gives the image its name, and is shown. Gives their IDs
 * if both made an image.
 */
export async function buildBoth(asked: BothAsked): Promise<readonly [string, string] | undefined> {
  endBoth();
  attempt = new AbortController();
  const { signal } = attempt;
  const { builders, show } = asked;
  useBoth.setState({ both: [{ builder: builders[0] }, { builder: builders[1] }] });
  const requests = await requestsOf(asked, signal);
  if (requests === undefined) return undefined;
  const follow = async (index: 0 | 1) => {
    const accepted = await unlessAborted(startBuild(requests[index], signal), signal);
    if (accepted === undefined) return undefined;
    if (!accepted.ok) return change(index, { end: { problem: accepted.problem } });
    const { id } = accepted.value;
    change(index, { id });
    if (index === 0) show(id);
    const finished = await endOf(id, signal);
    if (finished !== undefined) change(index, { end: finished });
    return finished === "done" ? id : undefined;
  };
  const [first, second] = await Promise.all([follow(0), follow(1)]);
  return first !== undefined && second !== undefined ? [first, second] : undefined;
}

async function requestsOf({ input, builders, workspace }: BothAsked, signal: AbortSignal) {
  const text = dockerfileTextOf(input);
  if (typeof text !== "string") return refuse(text);
  const context = await unlessAborted(sendContexts(input, signal), signal);
  if (context === undefined) return undefined;
  if (!context.ok) return refuse(context.problem);
  const request = (builder: BuilderId, tag: string) => ({
    ...buildRequestOf({ ...input, settings: { ...input.settings, builder, tag } }, text, context.value),
    ...(workspace !== undefined && workspace !== FIRST_WORKSPACE && { workspace }),
  });
  return [request(builders[0], input.settings.tag), request(builders[1], "")] as const;
}

function refuse(problem: Problem): undefined {
  change(0, { end: { problem } });
  change(1, { end: { problem } });
}

async function endOf(id: string, signal: AbortSignal): Promise<OneOfBoth["end"]> {
  const followed = await followToEnd(id, signal);
  if (!followed.ok) return { problem: followed.problem };
  const { state, problem } = followed.value ?? {};
  if (problem !== undefined) return { problem };
  return state === "done" || state === "canceled" ? state : undefined;
}

function change(index: 0 | 1, part: Partial<OneOfBoth>): undefined {
  useBoth.setState(({ both }) => {
    if (both === undefined) return {};
    const changed = { ...both[index], ...part };
    return { both: index === 0 ? [changed, both[1]] : [both[0], changed] };
  });
}
