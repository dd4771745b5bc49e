import { create } from "zustand";
import { type Problem, problem } from "#contract/problem.ts";
import type { Share, ShareList } from "#contract/share.ts";
import { createShare, listShares, removeShare } from "../../api/shares.ts";
import { useBuild } from "../build/build.ts";
import { type BuildState, isBusy, runOf } from "../build/buildState.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { isOfShare, useShared } from "../workspace/shared.ts";
import { isSaved } from "../workspace/workspaceSession.ts";
import { messages } from "./messages.ts";

/** A link to what is on the page. */
export type Making =
  | { readonly phase: "idle" }
  | { readonly phase: "making" }
  | { readonly phase: "made"; readonly share: Share }
  | { readonly phase: "failed"; readonly problem: Problem };

interface OwnShares {
  readonly making: Making;
  /** The person's own, as of the last time somebody asked. */
  readonly list?: ShareList;
}

export const useOwnShares = create<OwnShares>(() => ({ making: { phase: "idle" } }));

/** The build that can be shared: the one on the page, once it has ended, if it is the person's own. */
export function sharableBuild(build: BuildState): { readonly id: string; readonly finishedAt: number } | undefined {
  const run = runOf(build);
  if (isOfShare(useShared.getState(), run?.id)) return undefined;
  return run && !isBusy(build) && "finishedAt" in build ? { id: run.id, finishedAt: build.finishedAt } : undefined;
}

async function refreshShares(): Promise<void> {
  const list = await listShares();
  if (list.ok) useOwnShares.setState({ list: list.value });
}

/** What was shared before is of another text, maybe: the popover starts again. */
export function startSharing(): void {
  useOwnShares.setState({ making: { phase: "idle" } });
  void refreshShares();
}

export async function share(withBuild: boolean): Promise<void> {
  const show = (making: Making) => useOwnShares.setState({ making });
  show({ phase: "making" });
  const workspace = (await isSaved()) ? useOpenWorkspace.getState().id : undefined;
  if (workspace === undefined) {
    return show({
      phase: "failed",
      problem: problem("workspace/stale", messages.notSaved, { next: messages.saveFirst }),
    });
  }
  const build = withBuild ? sharableBuild(useBuild.getState().build) : undefined;
  const made = await createShare({ workspace, ...(build && { build: build.id }) });
  show(made.ok ? { phase: "made", share: made.value } : { phase: "failed", problem: made.problem });
  await refreshShares();
}

export async function unshare(id: string): Promise<void> {
  const removed = await removeShare(id);
  const { making } = useOwnShares.getState();
  if (!removed.ok) return useOwnShares.setState({ making: { phase: "failed", problem: removed.problem } });
  if (making.phase === "made" && making.share.id === id) useOwnShares.setState({ making: { phase: "idle" } });
  await refreshShares();
}
