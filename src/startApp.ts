import { EXAMPLES } from "./features/learn/examples.ts";
import { loadExample } from "./features/learn/loadExample.ts";
import { startBuildList } from "./state/build/buildList.ts";
import { startResults } from "./state/buildResults.ts";
import { startBaseImages } from "./state/image/baseImages.ts";
import { startImageNames } from "./state/image/imageNames.ts";
import { startImageOrigin } from "./state/imageOrigin.ts";
import { startOpenedImage } from "./state/images/openedImage.ts";
import { followRenames } from "./state/language/followRenames.ts";
import { keepBaseImages } from "./state/language/keepBaseImages.ts";
import { startAnalysis } from "./state/language/startAnalysis.ts";
import { startLive } from "./state/live/live.ts";
import { startHealth } from "./state/page/health.ts";
import { isReadOnly } from "./state/page/readOnly.ts";
import { startTheme } from "./state/page/theme.ts";
import { startPageTitle } from "./state/pageTitle.ts";
import { startPlanning } from "./state/plan/plan.ts";
import { askMe, keepAskingMe } from "./state/room/me.ts";
import { startWorkspace } from "./state/workspace/workspaceSession.ts";

const openOwn = (): Promise<void> => startWorkspace(() => loadExample(EXAMPLES[0]));

/** Starts everything that lives outside React: theme, health, workspace, results. */
export async function startApp(open = openOwn): Promise<void> {
  startTheme();
  startHealth();
  startPageTitle();
  startAnalysis();
  keepBaseImages();
  await open();
  followRenames();
  startResults();
  startOpenedImage();
  startImageOrigin();
  startPlanning();
  if (!isReadOnly()) startLive();
  startBuildList();
  // Loaded after the page.
  void import("./state/containers/followContainers.ts").then(({ followContainers }) => followContainers());
  void startRoom();
  // A lesson is for who takes it: looking at one would judge it anew.
  if (!isReadOnly()) void import("./state/lessons/followLesson.ts").then(({ followLesson }) => followLesson());
  startImageNames();
  startBaseImages();
}

/** What a room needs is loaded only where there is one. */
async function startRoom(): Promise<void> {
  const me = await askMe();
  if (me?.mayTeach) keepAskingMe();
  const learner = me?.learner;
  if (!learner) return;
  const [{ startMyRoom, tellEnd }, { startFollowingHelp }] = await Promise.all([
    import("./state/room/myRoom.ts"),
    import("./state/room/followHelp.ts"),
  ]);
  if (learner.ended) {
    tellEnd(true);
    return;
  }
  startFollowingHelp();
  await startMyRoom();
}
