import { whenIdle } from "./lib/whenIdle.ts";
import { startHealth } from "./state/page/health.ts";
import { startTheme } from "./state/page/theme.ts";
import { startPageTitle } from "./state/pageTitle.ts";
import { startWorkspace } from "./state/workspace/workspaceSession.ts";
import { watchFocus } from "./ui/lastFocus.ts";
import { loadTheRest } from "./ui/lateModule.ts";
import { noteMissingStyles } from "./ui/missingStyles.ts";

const openOwn = (): Promise<void> =>
  startWorkspace(() => import("./features/learn/firstExample.ts").then(({ firstExample }) => firstExample()));

/** Milliseconds after which the rest is loaded even if the page is busy. */
const IDLE_LIMIT = 10_000;

/** Starts everything that lives outside React: theme, health, and workspace first, then what is loaded after them. */
export async function startApp(open = openOwn): Promise<void> {
  startTheme();
  startHealth();
  startPageTitle();
  watchFocus();
  noteMissingStyles();
  addEventListener("online", () => void loadTheRest());
  const rest = import("./startRest.ts");
  void rest.then(({ startChecking }) => startChecking());
  await open();
  (await rest).startRest();
  whenIdle(() => void loadTheRest(), IDLE_LIMIT);
}
