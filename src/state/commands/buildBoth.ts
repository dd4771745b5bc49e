import { lackClause } from "#contract/assignmentWords.ts";
import type { BuilderOutlook } from "#contract/builderChoice.ts";
import { openBuild, useBuild } from "../build/build.ts";
import { loadBuildList } from "../build/buildList.ts";
import { isBusy } from "../build/buildState.ts";
import { buildBoth } from "../compare/bothBuilds.ts";
import { compareSides } from "../compare/compareChoice.ts";
import { bothOf } from "../page/builders.ts";
import { showResultTab } from "../page/layout.ts";
import { addNotice } from "../page/notices.ts";
import { isReadOnly } from "../page/readOnly.ts";
import { askOutlook } from "../plan/builderOutlook.ts";
import { buildInput } from "../workspace/buildInput.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { ensureOwn } from "../workspace/workspaceSession.ts";
import { messages } from "./messages.ts";

function whyNotBoth(answer: Awaited<ReturnType<typeof askOutlook>>): string {
  if (answer === undefined) return messages.onlyOne;
  if (!answer.ok) return answer.problem.detail;
  const { problem, second } = answer.value;
  if (problem !== undefined) return problem.detail;
  return lackOfSecond(second) ?? messages.onlyOne;
}

/** Why the second builder can't build it too; undefined if it can, or if there is none. */
export function lackOfSecond(second: BuilderOutlook["second"]): string | undefined {
  return second?.lack && messages.notBoth(second.builder, lackClause(second.lack));
}

/** Builds what is in the editor with two builders, and shows how the images differ. */
export async function buildWithBoth(): Promise<void> {
  if (isReadOnly() || isBusy(useBuild.getState().build) || !(await ensureOwn())) return;
  const answer = await askOutlook(new AbortController().signal);
  const builders = answer?.ok ? bothOf(answer.value) : undefined;
  if (builders === undefined) {
    addNotice({ text: whyNotBoth(answer), tone: "error" });
    return;
  }
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
