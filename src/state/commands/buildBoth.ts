import { openBuild, useBuild } from "../build/build.ts";
import { loadBuildList } from "../build/buildList.ts";
import { isBusy } from "../build/buildState.ts";
import { buildBoth } from "../compare/bothBuilds.ts";
import { compareSides } from "../compare/compareChoice.ts";
import { bothBuilders } from "../page/builders.ts";
import { useHealth } from "../page/health.ts";
import { showResultTab } from "../page/layout.ts";
import { isReadOnly } from "../page/readOnly.ts";
import { buildInput } from "../workspace/buildInput.ts";
import { chosenBuilder } from "../workspace/chosenBuilder.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { ensureOwn } from "../workspace/workspaceSession.ts";

/** Builds what is in the editor with two builders, and shows how the images differ. */
export async function buildWithBoth(): Promise<void> {
  const { state } = useHealth.getState();
  const builders = state.phase === "up" ? bothBuilders(state.health, chosenBuilder()) : undefined;
  if (builders === undefined || isReadOnly() || isBusy(useBuild.getState().build) || !(await ensureOwn())) return;
  showResultTab("compare");
  const built = await buildBoth({
    input: buildInput(),
    builders,
    workspace: useOpenWorkspace.getState().id,
    show: (id) => void openBuild(id),
  });
  await loadBuildList();
  if (built) compareSides({ a: built[0], b: built[1] });
}
