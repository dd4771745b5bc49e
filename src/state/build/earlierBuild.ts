import { create } from "zustand";
import type { BuildSummary } from "#contract/build.ts";
import { subscribeFromStart } from "../loading/subscribeFromStart.ts";
import { openBuild, useBuild } from "./build.ts";
import { useBuildList } from "./buildList.ts";

/** The build that a person opened from the list, if it is not the newest. */
export const useEarlierBuild = create<{ readonly opened?: Pick<BuildSummary, "id" | "createdAt"> }>(() => ({}));

/** Call once: a new build ends the look at an earlier one. */
export function startEarlierBuild(): void {
  subscribeFromStart(useBuild, ({ build }) => {
    if (build.phase === "uploading") useEarlierBuild.setState({}, true);
  });
}

/** Shows the log and the image of a build of before. */
export async function openFromList({ id, createdAt }: BuildSummary): Promise<void> {
  if (useBuildList.getState().builds[0]?.id === id) useEarlierBuild.setState({}, true);
  else useEarlierBuild.setState({ opened: { id, createdAt } });
  await openBuild(id);
}

export async function backToNewest(): Promise<void> {
  const newest = useBuildList.getState().builds[0];
  if (newest) await openFromList(newest);
}
