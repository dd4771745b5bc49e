import { create } from "zustand";
import type { BuildEvent } from "#contract/buildEvent.ts";
import type { Stack } from "#contract/image.ts";
import type { Problem } from "#contract/problem.ts";
import type { Share } from "#contract/share.ts";
import { findFile } from "#contract/workspaceFiles.ts";
import { getStack, streamBuildEvents } from "../../api/client.ts";
import { readFromShare } from "../../api/sharedAddress.ts";
import { getShare, getSharedWorkspace } from "../../api/shares.ts";
import { applyBuildEvents } from "../build/applyBuildEvent.ts";
import type { BuildState } from "../build/buildState.ts";
import { type Link, linksOf } from "../selection/selectionLinks.ts";
import { lineShift } from "../selection/selectionShift.ts";

export interface Embedded {
  readonly share: Share;
  /** The Dockerfile; undefined if it is lost, or not text. */
  readonly text: string | undefined;
  readonly build: BuildState;
  /** Undefined if there is no image, or what is known of it is lost. */
  readonly stack: Stack | undefined;
  /** What connects lines and layers. */
  readonly links: readonly Link[];
}

type EmbeddedState =
  | { readonly phase: "loading" }
  | { readonly phase: "ready"; readonly value: Embedded }
  | { readonly phase: "failed"; readonly problem: Problem };

/** The share in the frame. */
export const useEmbedded = create<EmbeddedState>(() => ({ phase: "loading" }));

/** Loads what a small view of a share shows; what is lost of it is left out. */
export async function loadEmbedded(id: string): Promise<void> {
  const [share, workspace] = await Promise.all([getShare(id), getSharedWorkspace(id)]);
  if (!share.ok) return useEmbedded.setState({ phase: "failed", problem: share.problem }, true);
  const { dockerfile } = share.value;
  const text = workspace.ok ? findFile(workspace.value.files, dockerfile)?.text : undefined;
  const [build, stack] = await Promise.all([loadBuild(share.value), loadStack(share.value)]);
  const steps = "run" in build ? build.run.steps : [];
  const built = stack?.source?.dockerfileText ?? ("run" in build ? build.run.source?.dockerfileText : undefined);
  const links = linksOf(steps, stack, lineShift(built, text));
  useEmbedded.setState({ phase: "ready", value: { share: share.value, text, build, stack, links } }, true);
}

async function loadBuild({ id: share, build }: Share): Promise<BuildState> {
  if (!build) return { phase: "idle" };
  readFromShare(share, { build: build.id });
  const events: BuildEvent[] = [];
  await streamBuildEvents(build.id, { signal: new AbortController().signal, onEvent: (event) => events.push(event) });
  const run = { id: build.id, stages: [], steps: [], logs: {}, startedAt: build.startedAt ?? 0 };
  return applyBuildEvents({ phase: "queued", run }, build.id, events);
}

async function loadStack({ id: share, build }: Share): Promise<Stack | undefined> {
  const image = build?.image;
  if (image === undefined) return undefined;
  readFromShare(share, { image });
  const stack = await getStack(image);
  return stack.ok ? stack.value : undefined;
}
