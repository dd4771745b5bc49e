import { useBuild } from "./build/build.ts";
import { runOf } from "./build/buildState.ts";
import { useEarlierBuild } from "./build/earlierBuild.ts";
import { isOfShare, useShared } from "./workspace/shared.ts";
import { setLastBuild } from "./workspace/workspace.ts";

/** Call once, before anybody can press Build: a reload shows the build that the page shows now. Returns a stop function. */
export function rememberLastBuild(): () => void {
  return useBuild.subscribe(({ build }) => {
    const id = runOf(build)?.id;
    // A look at an earlier build, or at that of a share, does not make it the last one.
    const isOwn = id !== useEarlierBuild.getState().opened?.id && !isOfShare(useShared.getState(), id);
    if (id !== undefined && isOwn) setLastBuild(id);
  });
}
