import { whenIdle } from "./lib/whenIdle.ts";
import { rememberLastBuild } from "./state/lastBuild.ts";
import { startHealth } from "./state/page/health.ts";
import { startTheme } from "./state/page/theme.ts";
import { startPageTitle } from "./state/pageTitle.ts";
import { holdDrops } from "./state/project/earlyDrop.ts";
import { startWorkspace } from "./state/workspace/workspaceSession.ts";
import { showFirst, whenPainted } from "./ui/firstScreen.ts";
import { watchFocus } from "./ui/lastFocus.ts";
import { lateModule, loadTheRest } from "./ui/lateModule.ts";
import { noteMissingStyles } from "./ui/missingStyles.ts";

const openOwn = (): Promise<void> =>
  startWorkspace(() => import("./features/learn/firstExample.ts").then(({ firstExample }) => firstExample()));

/** Milliseconds after which the rest is loaded even if the page is busy. */
const IDLE_LIMIT = 10_000;

/** Milliseconds after which the page goes on without what it was opened for: the server may be away. */
const FIRST_LIMIT = 5000;

const after = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Starts everything that lives outside React: theme, health, and workspace first, then what is loaded after them. */
export async function startApp(open = openOwn): Promise<void> {
  const opened = open();
  showFirst(Promise.race([opened.then(whenPainted), after(FIRST_LIMIT)]));
  startTheme();
  startHealth();
  startPageTitle();
  rememberLastBuild();
  watchFocus();
  holdDrops();
  noteMissingStyles();
  addEventListener("online", () => void loadTheRest());
  const rest = lateModule(async () => {
    const { startChecking, startRest } = await import("./startRest.ts");
    startChecking();
    await opened;
    startRest();
  });
  await rest.load();
  whenIdle(() => void loadTheRest(), IDLE_LIMIT);
}
