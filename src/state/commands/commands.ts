import { cancelBuild, startBuild, useBuild } from "../build/build.ts";
import { isBusy } from "../build/buildState.ts";
import { backToNewest } from "../build/earlierBuild.ts";
import { COMPARE_KEY, compareWithBefore } from "../compare/compareChoice.ts";
import { useImage } from "../image/image.ts";
import { showImageSearch } from "../imageFile/searchShown.ts";
import { runHeldBack, toggleLive } from "../live/live.ts";
import { BOTTOM_TABS, RESULT_TABS, showBottomTab, showLogBelow, showResultTab } from "../page/layout.ts";
import { addNotice } from "../page/notices.ts";
import { focusPane, PANES } from "../page/paneFocus.ts";
import { isReadOnly } from "../page/readOnly.ts";
import { turnStack } from "../page/stackView.ts";
import { toggleTheme } from "../page/theme.ts";
import { toggleStepThrough } from "../selection/stepThrough.ts";
import { showWaste } from "../waste/wasteView.ts";
import { buildInput } from "../workspace/buildInput.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { useWorkspace } from "../workspace/workspace.ts";
import { ensureOwn } from "../workspace/workspaceSession.ts";
import { showKeys } from "./keysShown.ts";
import { messages } from "./messages.ts";

/** Something the page can do, by a key or from the command palette of the editor. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** As `KeyboardEvent.key` has it; "Mod+" is Ctrl, or ⌘ on a Mac. */
  readonly key?: string;
  readonly run: () => void;
}

export const COMMANDS: readonly Command[] = [
  { id: "build", label: messages.build, run: build },
  { id: "buildBoth", label: messages.buildBoth, run: () => void buildWithBoth() },
  { id: "cancel", label: messages.cancel, run: () => isReadOnly() || void cancelBuild() },
  { id: "live", label: messages.live, key: "Mod+Alt+Enter", run: () => isReadOnly() || toggleLive() },
  { id: "runHeldBack", label: messages.runHeldBack, key: "Mod+Shift+Enter", run: runHeldBack },
  { id: "newestBuild", label: messages.newest, run: () => void backToNewest() },
  ...PANES.map((pane, index) => ({
    id: `focus.${pane}`,
    label: messages.focus[pane],
    key: `Mod+${index + 1}`,
    run: () => focusPane(pane),
  })),
  ...RESULT_TABS.map((tab) => ({ id: `show.${tab}`, label: messages.show[tab], run: () => showResultTab(tab) })),
  ...BOTTOM_TABS.map((tab) => ({ id: `show.${tab}`, label: messages.show[tab], run: () => showBottomTab(tab) })),
  { id: "searchImage", label: messages.searchImage, key: "/", run: searchImage },
  { id: "lastEdit", label: messages.lastEdit, key: COMPARE_KEY, run: compareWithBefore },
  { id: "stepThrough", label: messages.stepThrough, key: "s", run: toggleStepThrough },
  { id: "turnStack", label: messages.turn, run: turnStack },
  { id: "waste", label: messages.waste, key: "w", run: showWaste },
  { id: "theme", label: messages.theme, run: toggleTheme },
  { id: "keys", label: messages.keys, key: "?", run: () => showKeys(true) },
];

/** Builds what is in the editor. One build at a time on this page: a running build continues. */
export function build(): void {
  if (mayBuild()) void buildOwn();
}

/** Few have two builders: it comes when it is asked for. */
async function buildWithBoth(): Promise<void> {
  const both = await import("./buildBoth.ts").catch(() => undefined);
  if (both === undefined) addNotice({ text: messages.notLoaded, tone: "error" });
  else await both.buildWithBoth();
}

function searchImage(): void {
  if (useImage.getState().shown) showImageSearch(true);
}

/** Not while the files are still to come: there would be none in it. */
const mayBuild = (): boolean =>
  !isReadOnly() && !isBusy(useBuild.getState().build) && useWorkspace.getState().phase === "ready";

async function buildOwn(): Promise<void> {
  // Whoever presses twice while a shared copy is forked wants one build.
  if (!(await ensureOwn()) || !mayBuild()) return;
  showLogBelow();
  await startBuild(buildInput(), useOpenWorkspace.getState().id);
}
