import { startBuildList } from "./state/build/buildList.ts";
import { startDoubting } from "./state/build/doubtBuilders.ts";
import { startResults } from "./state/buildResults.ts";
import { followCompareAddress } from "./state/compare/compareAddress.ts";
import { followContainers } from "./state/containers/followContainers.ts";
import { startBaseImages } from "./state/image/baseImages.ts";
import { startImageNames } from "./state/image/imageNames.ts";
import { startImageOrigin } from "./state/imageOrigin.ts";
import { startOpenedImage } from "./state/images/openedImage.ts";
import { followRenames } from "./state/language/followRenames.ts";
import { keepBaseImages } from "./state/language/keepBaseImages.ts";
import { startAnalysis } from "./state/language/startAnalysis.ts";
import { startLive } from "./state/live/live.ts";
import { isReadOnly } from "./state/page/readOnly.ts";
import { startBuilderOutlook } from "./state/plan/builderOutlook.ts";
import { startPlanning } from "./state/plan/plan.ts";
import { askMe, keepAskingMe } from "./state/room/me.ts";
import { lateModule } from "./ui/lateModule.ts";

/** What needs no workspace yet. */
export function startChecking(): void {
  startAnalysis();
  keepBaseImages();
}

/** Everything about what is built, once the workspace is open. */
export function startRest(): void {
  followRenames();
  startResults();
  followCompareAddress();
  startOpenedImage();
  startImageOrigin();
  startPlanning();
  startBuilderOutlook();
  if (!isReadOnly()) startLive();
  startBuildList();
  startDoubting();
  followContainers();
  void startRoom();
  // A lesson is for who takes it: looking at one would judge it again.
  if (!isReadOnly()) {
    startLate(() => import("./state/lessons/followLesson.ts").then(({ followLesson }) => followLesson()));
  }
  startImageNames();
  startBaseImages();
}

/** What a room needs is loaded only where there is one. */
async function startRoom(): Promise<void> {
  const me = await askMe();
  if (me?.mayTeach) keepAskingMe();
  const learner = me?.learner;
  if (!learner) return;
  startLate(async () => {
    const [{ startMyRoom, tellEnd }, { startFollowingHelp }] = await Promise.all([
      import("./state/room/myRoom.ts"),
      import("./state/room/followHelp.ts"),
    ]);
    if (learner.ended) return tellEnd(true);
    startFollowingHelp();
    void startMyRoom();
  });
}

/** What only some pages need. A network that drops the file fails nothing else: it is asked for again with the rest. */
function startLate(start: () => Promise<void>): void {
  void lateModule(start).load();
}
