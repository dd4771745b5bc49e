import type { Workspace, WorkspaceContent } from "#contract/workspace.ts";
import { loadWorkspace, watchWorkspace } from "../../api/client.ts";
import { openBuild } from "../build/build.ts";
import { loadBuildList, useBuildList } from "../build/buildList.ts";
import { useEarlierBuild } from "../build/earlierBuild.ts";
import { openFile } from "../editor/editor.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { isShared, useTogether } from "../workspace/together.ts";
import { useWorkspace } from "../workspace/workspace.ts";
import { useLooking } from "./looking.ts";

/** Call once: shows what the learner saves, builds, and opens, as they do. */
export async function followLearner(id: string): Promise<void> {
  useOpenWorkspace.setState({ id });
  await takeSaved(id);
  void watchWorkspace(
    id,
    () => void takeSaved(id),
    (connected) => connected && void takeSaved(id),
    new AbortController().signal,
  );
  followBuilds();
  followPlace();
  // What was typed last, and not saved there, goes.
  useTogether.subscribe(({ place }, before) => {
    if (before.place !== undefined && place === undefined) void takeSaved(id);
  });
}

let asked = 0;

/** Takes the newest save. What is edited together is newer than any save. */
async function takeSaved(id: string): Promise<void> {
  asked += 1;
  const mine = asked;
  const found = await loadWorkspace(id);
  if (!found.ok || mine !== asked) return;
  const { content: before } = useWorkspace.getState();
  const base = contentOf(found.value);
  const content = withShared(base, before);
  const state = { phase: "ready", content, base, revision: found.value.revision, saving: { kind: "saved" } } as const;
  useWorkspace.setState(state, true);
  if (content.lastBuild !== undefined && content.lastBuild !== before.lastBuild) showBuild(content.lastBuild);
}

const contentOf = ({ id: _, revision: __, savedAt: ___, ...content }: Workspace): WorkspaceContent => content;

function withShared(saved: WorkspaceContent, shown: WorkspaceContent): WorkspaceContent {
  const files = saved.files.map((file) => {
    const here = isShared(file.path) ? shown.files.find(({ path }) => path === file.path) : undefined;
    return here ?? file;
  });
  return { ...saved, files };
}

/** A build of the learner appears, unless the teacher looks at an earlier one. */
function showBuild(id: string): void {
  if (useEarlierBuild.getState().opened === undefined) void openBuild(id);
}

/** A build that was started outside the learner's page is not in what the page saves. */
function followBuilds(): void {
  useLooking.subscribe(async ({ looking }, { looking: before }) => {
    if (looking.phase !== "looking" || before.phase !== "looking") return;
    if (looking.learner.state === before.learner.state) return;
    const known = useBuildList.getState().builds[0]?.id;
    await loadBuildList();
    const newest = useBuildList.getState().builds[0]?.id;
    if (newest !== undefined && newest !== known) showBuild(newest);
  });
}

/** Each file that the learner opens is opened here. */
function followPlace(): void {
  let followed: string | undefined;
  const follow = () => {
    const { looking } = useLooking.getState();
    const at = looking.phase === "looking" ? looking.learner.at : undefined;
    if (at === undefined || at.path === followed) return;
    followed = at.path;
    openFile(at.path === useWorkspace.getState().content.settings.dockerfile ? undefined : at.path);
  };
  follow();
  useLooking.subscribe(follow);
}
