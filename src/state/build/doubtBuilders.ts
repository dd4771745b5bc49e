import { subscribeFromStart } from "../loading/subscribeFromStart.ts";
import { askHealth } from "../page/health.ts";
import { useBuild } from "./build.ts";
import { type BuildState, runOf } from "./buildState.ts";

/** Call once: asks how the builders are whenever a build was lost at one. */
export function startDoubting(): void {
  subscribeFromStart(useBuild, ({ build }, { build: before }) => {
    if (isLost(build) && !isLost(before)) void askHealth();
  });
}

/** Lost for good, or begun anew elsewhere. */
function isLost(build: BuildState): boolean {
  const isOver = "problem" in build && build.problem.code === "builder/unreachable";
  return isOver || runOf(build)?.assignment?.code === "retried";
}
