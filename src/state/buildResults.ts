import { maskCredentials } from "#contract/credentials.ts";
import { findFile } from "#contract/workspaceFiles.ts";
import { forgetUnreachable } from "./build/build.ts";
import { startEarlierBuild } from "./build/earlierBuild.ts";
import { showImagesOfBuilds } from "./image/imageOfBuild.ts";
import { subscribeFromStart } from "./loading/subscribeFromStart.ts";
import { askHealth, useHealth } from "./page/health.ts";
import { connectLinks, type TextSource } from "./selection/selectionLinked.ts";
import { showLastResult } from "./workspace/forkedResult.ts";
import { useWorkspace } from "./workspace/workspace.ts";

/** Call once, with the workspace open: shows the result of its last build and keeps results in sync with the text. */
export function startResults(): void {
  showImagesOfBuilds();
  startEarlierBuild();
  connectLinks(dockerfileText);
  subscribeFromStart(useHealth, ({ state }) => {
    if (state.phase === "up" && (forgetUnreachable() || isUnanswered)) void showLast();
  });
  void showLast();
}

/** Whether the server did not respond when it was asked for the last build. */
let isUnanswered = false;

async function showLast(): Promise<void> {
  const wasUnanswered = isUnanswered;
  isUnanswered = false;
  const problem = await showLastResult();
  isUnanswered = problem?.code === "server/unreachable";
  // Once: it is asked again at its own pace.
  if (isUnanswered && !wasUnanswered) void askHealth();
}

const dockerfileText: TextSource = {
  get: () => {
    const text = textNow();
    return text === undefined ? undefined : maskCredentials(text);
  },
  subscribe: (listener) => {
    let before = textNow();
    return useWorkspace.subscribe(() => {
      const now = textNow();
      if (now === before) return;
      before = now;
      listener();
    });
  },
};

function textNow(): string | undefined {
  const { files, settings } = useWorkspace.getState().content;
  return findFile(files, settings.dockerfile)?.text;
}
