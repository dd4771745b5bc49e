import { useBuild } from "../build/build.ts";
import { isBusy } from "../build/buildState.ts";
import { useAnalysis } from "../language/analysis.ts";
import { analyzeNow } from "../language/startAnalysis.ts";
import { builderOf } from "../page/builders.ts";
import { askHealth, useHealth } from "../page/health.ts";
import { useSettingsShown } from "../page/settingsShown.ts";
import { useMyRoom } from "../room/myRoom.ts";
import { buildInput } from "../workspace/buildInput.ts";
import { chosenBuilder } from "../workspace/chosenBuilder.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { useShared } from "../workspace/shared.ts";
import { useWorkspace } from "../workspace/workspace.ts";
import { buildLive, sendAhead } from "./buildLive.ts";
import { LiveLoop } from "./liveLoop.ts";
import { livePause } from "./livePause.ts";
import { isLive, useLive } from "./liveStatus.ts";

export interface FollowedLive {
  /** It was turned on or off, or another workspace is open. */
  readonly turned: () => void;
  readonly runHeldBack: () => void;
}

const ASK_AGAIN_MS = 500;

let followed: FollowedLive | undefined;

/** Live on this page, from the first time that it is on. */
export function followLive(): FollowedLive {
  followed ??= follow();
  return followed;
}

function follow(): FollowedLive {
  const loop = new LiveLoop({
    pause,
    input: buildInput,
    isBusy: () => isBusy(useBuild.getState().build),
    countErrors,
    send: sendAhead,
    build: (input, context, mode, signal) =>
      buildLive(input, { context, mode, workspace: useOpenWorkspace.getState().id }, signal),
    tell: (status) => {
      useLive.setState({ status });
      // The server may be gone: what comes back is noticed by its health.
      if (status.phase === "refused" && status.problem.code === "server/unreachable")
        setTimeout(() => void askHealth(), ASK_AGAIN_MS);
    },
  });
  const resumed = () => loop.resumed();
  useWorkspace.subscribe(({ content, phase }, before) => {
    if (phase !== before.phase) resumed();
    else if (content.files !== before.content.files || content.settings !== before.content.settings) loop.changed();
  });
  // Not while it is open: a RUN that saw half a secret would stay cached.
  useSettingsShown.subscribe(({ wanted }) => wanted === undefined && loop.changed());
  useBuild.subscribe(({ build }, { build: before }) => {
    if (isBusy(build) && !isBusy(before)) loop.begunByHand(buildInput());
    else if (isBusy(before) && !isBusy(build)) loop.endedByHand(endOf(build.phase));
  });
  useAnalysis.subscribe(() => loop.checked());
  useHealth.subscribe(resumed);
  useShared.subscribe(resumed);
  useMyRoom.subscribe(resumed);
  document.addEventListener("visibilitychange", resumed);
  return { turned: () => loop.turn(isLive()), runHeldBack: () => loop.runHeldBack() };
}

function endOf(phase: string): "done" | "failed" | "canceled" {
  return phase === "done" || phase === "canceled" ? phase : "failed";
}

function pause() {
  const { state: health } = useHealth.getState();
  const { state: room } = useMyRoom.getState();
  return livePause({
    isReady: useWorkspace.getState().phase === "ready",
    isUp: health.phase === "up",
    isHidden: document.visibilityState === "hidden",
    isShared: useShared.getState().share !== undefined,
    canHoldBack: health.phase === "up" && builderOf(health.health, chosenBuilder())?.plan === true,
    isAllowed: room.phase !== "in" || room.mine.room.live === true,
  });
}

async function countErrors(): Promise<number> {
  await analyzeNow();
  return useAnalysis.getState().diagnostics.filter(({ severity }) => severity === "error").length;
}
