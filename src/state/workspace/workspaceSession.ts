import type { Problem } from "#contract/problem.ts";
import { workspacePage } from "#contract/routes.ts";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { FIRST_WORKSPACE, listWorkspaces, loadWorkspace } from "../../api/client.ts";
import { leaveBuild, resumeBuild } from "../build/build.ts";
import { forgetContext } from "../build/sentContext.ts";
import { openFile } from "../editor/editor.ts";
import { useImage } from "../image/image.ts";
import { addNotice, dismissActions } from "../page/notices.ts";
import { selectLink } from "../selection/selection.ts";
import { type DraftStores, openDraftStores } from "./draftStore.ts";
import { messages } from "./messages.ts";
import { loadOpened, type OpenedWorkspace } from "./openWorkspace.ts";
import { cancelUpload } from "./uploads.ts";
import { saveNow, useWorkspace } from "./workspace.ts";

let drafts: DraftStores | undefined;
let shown: OpenedWorkspace | undefined;
/** Left with unsaved changes, perhaps: they end when the workspace is opened again. */
const left = new Map<string, OpenedWorkspace>();

/** Call once: opens the workspace of the URL, or the latest, and keeps it in sync with the server. */
export async function startWorkspace(firstContent: () => Promise<WorkspaceContent>): Promise<void> {
  drafts = await openDraftStores();
  const wanted = idInUrl();
  const id = wanted ?? (await latestId(drafts));
  let opened = await loadOpened(id, drafts, firstContent);
  if ("code" in opened) {
    addNotice({ tone: "error", text: messages.notOpened(opened.title) });
    opened = await loadOpened(await latestId(drafts), drafts, firstContent);
  }
  if ("code" in opened) return;
  shown = opened;
  shown.show();
  if (opened.id !== FIRST_WORKSPACE) history.replaceState(null, "", workspacePage(opened.id));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveNow());
  addEventListener("pagehide", saveNow);
  addEventListener("online", saveNow);
  addEventListener("popstate", () => void followUrl());
}

/** Shows another workspace; the problem if it can't be opened, and the present one stays. */
export async function openWorkspace(id: string): Promise<Problem | undefined> {
  const problem = await switchTo(id);
  if (!problem) history.pushState(null, "", workspacePage(id));
  return problem;
}

async function switchTo(id: string): Promise<Problem | undefined> {
  if (!drafts || id === shown?.id) return undefined;
  left.get(id)?.sync.stop();
  left.delete(id);
  const opened = await loadOpened(id, drafts);
  if ("code" in opened) return opened;
  cancelUpload();
  const { saving } = { saving: undefined, ...useWorkspace.getState() };
  shown?.leave();
  if (shown && saving?.kind !== "saved") left.set(shown.id, shown);
  forgetResults();
  shown = opened;
  opened.show();
  const { lastBuild } = useWorkspace.getState().content;
  if (lastBuild !== undefined) void resumeBuild(lastBuild);
  return undefined;
}

/** Results of the other files would only mislead. */
function forgetResults(): void {
  dismissActions();
  openFile(undefined);
  leaveBuild();
  forgetContext();
  useImage.setState(({ facts }) => ({ facts }), true);
  selectLink(undefined);
}

/** Back and forward in the browser. */
async function followUrl(): Promise<void> {
  const id = idInUrl();
  const problem = id === undefined ? undefined : await switchTo(id);
  if (problem) addNotice({ tone: "error", text: messages.notOpened(problem.title) });
  if (problem && shown) history.replaceState(null, "", workspacePage(shown.id));
}

function idInUrl(): string | undefined {
  return /^\/w\/([\w-]+)$/.exec(location.pathname)?.[1];
}

/** The workspace that was saved last; without a server, the one this browser had last. */
async function latestId(stores: DraftStores): Promise<string> {
  const list = await listWorkspaces();
  if (!list.ok) return (await stores.lastCopied().catch(() => undefined)) ?? FIRST_WORKSPACE;
  const [latest] = list.value.workspaces;
  if (latest) return latest.id;
  const first = await loadWorkspace(FIRST_WORKSPACE);
  return first.ok ? first.value.id : FIRST_WORKSPACE;
}

/** The open workspace has everything that was typed; false if the server does not have it yet. */
export async function isSaved(): Promise<boolean> {
  saveNow();
  const settled = () => {
    const state = useWorkspace.getState();
    if (state.phase === "loading") return undefined;
    if (state.saving.kind === "saved") return true;
    return state.saving.kind === "unsaved" || state.saving.kind === "saving" ? undefined : false;
  };
  const now = settled();
  if (now !== undefined) return now;
  return new Promise((resolve) => {
    const stop = useWorkspace.subscribe(() => {
      const done = settled();
      if (done === undefined) return;
      stop();
      resolve(done);
    });
  });
}

/** The server has a newer revision than the page. */
export async function takeSaved(): Promise<void> {
  await shown?.sync.heard();
}
