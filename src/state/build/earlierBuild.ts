import { create } from "zustand";
import type { BuildSummary } from "#contract/build.ts";
import { subscribeFromStart } from "../loading/subscribeFromStart.ts";
import { addNotice } from "../page/notices.ts";
import { openBuild, useBuild } from "./build.ts";
import { useBuildList } from "./buildList.ts";
import { runOf } from "./buildState.ts";
import { messages } from "./messages.ts";

type Opened = Pick<BuildSummary, "id" | "createdAt">;

/** The build that a person opened from the list, if it is not the newest. */
export const useEarlierBuild = create<{ readonly opened?: Opened }>(() => ({}));

/** Call once: a new build ends the look at an earlier one. */
export function startEarlierBuild(): void {
  subscribeFromStart(useBuild, ({ build }) => {
    if (build.phase === "uploading") useEarlierBuild.setState({}, true);
  });
}

/** Shows the log and the image of a build of before. */
export async function openFromList({ id, createdAt }: BuildSummary): Promise<void> {
  const { opened: before } = useEarlierBuild.getState();
  const isNewest = useBuildList.getState().builds[0]?.id === id;
  useEarlierBuild.setState(isNewest ? {} : { opened: { id, createdAt } }, true);
  const problem = await openBuild(id);
  if (!problem) return;
  goBackTo(before);
  addNotice({ tone: "error", text: messages.notOpened(`${problem.title}. ${problem.detail}`) });
}

/** The build could not be opened: the one from before is still on the page. */
function goBackTo(before: Opened | undefined): void {
  const isShown = before !== undefined && runOf(useBuild.getState().build)?.id === before.id;
  useEarlierBuild.setState(isShown ? { opened: before } : {}, true);
}

export async function backToNewest(): Promise<void> {
  const newest = useBuildList.getState().builds[0];
  if (newest) await openFromList(newest);
}
