import { keepBaseImages } from "./features/editor/language/keepBaseImages.ts";
import { offerFindingHelp } from "./features/editor/language/offerFindingHelp.ts";
import { startAnalysis } from "./features/editor/language/startAnalysis.ts";
import { EXAMPLES } from "./features/examples/examples.ts";
import { loadExample } from "./features/examples/loadExample.ts";
import { startBaseImages } from "./state/baseImages.ts";
import { startResults } from "./state/buildResults.ts";
import { followRenames } from "./state/followRenames.ts";
import { startHealth } from "./state/health.ts";
import { startImageNames } from "./state/imageNames.ts";
import { startPlanning } from "./state/plan.ts";
import { startTheme } from "./state/theme.ts";
import { startWorkspace } from "./state/workspace.ts";

/** Wakes what lives beside React: theme, health, workspace, results. */
export async function startApp(): Promise<void> {
  startTheme();
  startHealth();
  startAnalysis();
  offerFindingHelp();
  keepBaseImages();
  await startWorkspace(() => loadExample(EXAMPLES[0]));
  followRenames();
  startResults();
  startPlanning();
  startImageNames();
  startBaseImages();
}
