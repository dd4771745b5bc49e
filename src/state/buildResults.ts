import { maskCredentials } from "#contract/credentials.ts";
import { findFile } from "#contract/workspaceFiles.ts";
import { forgetUnreachable, useBuild } from "./build/build.ts";
import { runOf } from "./build/buildState.ts";
import { startEarlierBuild, useEarlierBuild } from "./build/earlierBuild.ts";
import { showImagesOfBuilds } from "./image/imageOfBuild.ts";
import { useHealth } from "./page/health.ts";
import { showLogBelow } from "./page/layout.ts";
import { connectLinks, type TextSource } from "./selection/selectionLinked.ts";
import { showLastResult } from "./workspace/forkedResult.ts";
import { isOfShare, useShared } from "./workspace/shared.ts";
import { setLastBuild, useWorkspace } from "./workspace/workspace.ts";

/** Call once, with the workspace open: shows the result of its last build and keeps results in sync with the text. */
export function startResults(): void {
  showImagesOfBuilds();
  startEarlierBuild();
  connectLinks(dockerfileText);
  useBuild.subscribe(({ build }, before) => {
    if (build.phase === "uploading" && before.build.phase !== "uploading") showLogBelow();
    const id = runOf(build)?.id;
    // A look at an earlier build, or at that of a share, does not make it the last one.
    const isOwn = id !== useEarlierBuild.getState().opened?.id && !isOfShare(useShared.getState(), id);
    if (id !== undefined && isOwn) setLastBuild(id);
  });
  useHealth.subscribe(({ state }, before) => {
    if (state.phase === "up" && before.state.phase !== "up" && forgetUnreachable()) void showLastResult();
  });
  void showLastResult();
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
