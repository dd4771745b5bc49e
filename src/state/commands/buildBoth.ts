import type { BuilderId } from "#contract/health.ts";
import { openBuild, useBuild } from "../build/build.ts";
import { loadBuildList } from "../build/buildList.ts";
import { isBusy } from "../build/buildState.ts";
import { chosenBuilder } from "../build/chosenBuilder.ts";
import { buildBoth } from "../compare/bothBuilds.ts";
import { compareSides } from "../compare/compareChoice.ts";
import { builderOf, otherBuilder } from "../page/builders.ts";
import { useHealth } from "../page/health.ts";
import { showResultTab } from "../page/layout.ts";
import { isReadOnly } from "../page/readOnly.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { useWorkspace } from "../workspace/workspace.ts";
import { ensureOwn } from "../workspace/workspaceSession.ts";

/** The workspace's builder and one of another kind; undefined if there is none. */
export function bothBuilders(): readonly [BuilderId, BuilderId] | undefined {
  const { state } = useHealth.getState();
  if (state.phase !== "up") return undefined;
  const first = builderOf(state.health, chosenBuilder());
  const second = first && otherBuilder(state.health, first);
  return first?.available && second ? [first.id, second.id] : undefined;
}

/** Builds what is in the editor with two builders, and shows how the images differ. */
export async function buildWithBoth(): Promise<void> {
  const builders = bothBuilders();
  if (builders === undefined || isReadOnly() || isBusy(useBuild.getState().build) || !(await ensureOwn())) return;
  showResultTab("compare");
  const built = await buildBoth({
    input: useWorkspace.getState().content,
    builders,
    workspace: useOpenWorkspace.getState().id,
    show: (id) => void openBuild(id),
  });
  await loadBuildList();
  if (built) compareSides({ a: built[0], b: built[1] });
}
