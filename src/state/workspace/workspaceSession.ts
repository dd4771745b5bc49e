import { sharePage, workspacePage } from "#contract/pagePaths.ts";
import type { Problem } from "#contract/problem.ts";
import type { Share } from "#contract/share.ts";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { FIRST_WORKSPACE, loadLatestWorkspace, loadWorkspace } from "../../api/client.ts";
import { forkShare } from "../../api/shares.ts";
import { comparedIn } from "../../lib/compareAddress.ts";
import { lessonInPath } from "../../lib/stepAddress.ts";
import { leaveBuild } from "../build/build.ts";
import { forgetContext } from "../build/sentContext.ts";
import { openFile } from "../editor/editor.ts";
import { useImage } from "../image/image.ts";
import { addNotice, dismissActions } from "../page/notices.ts";
import { selectLink } from "../selection/selection.ts";
import { type DraftStores, openDraftStores } from "./draftStore.ts";
import { noteFork, showLastResult } from "./forkedResult.ts";
import { messages } from "./messages.ts";
import { loadOpened, type OpenedWorkspace, type OwnWorkspace } from "./openWorkspace.ts";
import { forked, useShared } from "./shared.ts";
import { loadShared } from "./sharedWorkspace.ts";
import { cancelUpload } from "./uploads.ts";
import { changeState, saveNow, useWorkspace } from "./workspace.ts";

let drafts: DraftStores | undefined;
let shown: OpenedWorkspace | undefined;
/** Left with unsaved changes, perhaps: they end when the workspace is opened again. */
const left = new Map<string, OpenedWorkspace>();

/** Call once: opens the workspace of the URL, or the latest, and keeps it in sync with the server. */
export async function startWorkspace(firstContent: () => Promise<WorkspaceContent>): Promise<void> {
  const share = shareInUrl();
  let opened = await (share === undefined
    ? openOwn(idInUrl(), firstContent)
    : Promise.all([loadShared(share, onSharedEdit), openDrafts()]).then(([shared]) => shared));
  const isRefused = "code" in opened;
  if ("code" in opened) {
    addNotice({ tone: "error", text: refusalOf(opened) });
    opened = await openOwn(undefined, firstContent);
  }
  if ("code" in opened) return;
  shown = opened;
  shown.show();
  const isShared = share !== undefined && !isRefused;
  // A link to a lesson is followed once lessons are loaded.
  const isLink = isShared || lessonInPath(location.pathname) !== undefined;
  if (opened.id !== FIRST_WORKSPACE && !isLink) {
    const isHere = location.pathname === workspacePage(opened.id);
    history.replaceState(null, "", workspacePage(opened.id) + (isHere ? location.search + location.hash : ""));
  }
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveNow());
  addEventListener("pagehide", saveNow);
  addEventListener("online", saveNow);
  addEventListener("popstate", () => void followUrl());
}

const openDrafts = async (): Promise<DraftStores> => {
  drafts ??= await openDraftStores();
  return drafts;
};

/** The workspace with this ID, or the one that was saved last; without a server, the one this browser had last. */
async function openOwn(
  id: string | undefined,
  firstContent: () => Promise<WorkspaceContent>,
): Promise<OwnWorkspace | Problem> {
  // The server is asked while the browser opens its database.
  const asked = id === undefined ? loadLatestWorkspace() : loadWorkspace(id);
  const stores = await openDrafts();
  const answer = await asked;
  const known = id ?? (answer.ok ? answer.value.id : await stores.lastCopied().catch(() => undefined));
  return loadOpened(known ?? FIRST_WORKSPACE, stores, { firstContent, asked });
}

/** What came of a choice of what to show: `other` if something else was chosen before it was there. */
type Switched = "shown" | "other" | Problem;

/** Counts what was chosen to be shown. */
let choices = 0;

/** Shows another workspace; if it can't be opened, the present one stays. */
export async function openWorkspace(id: string): Promise<Switched> {
  const switched = await switchTo(id);
  // Back leads to where somebody was, not to a link that leads here again.
  const isLink = lessonInPath(location.pathname) !== undefined;
  if (switched === "shown") history[isLink ? "replaceState" : "pushState"](null, "", workspacePage(id));
  return switched;
}

async function switchTo(id: string): Promise<Switched> {
  choices += 1;
  const mine = choices;
  if (!drafts || id === shown?.id) return "shown";
  left.get(id)?.sync.stop();
  left.delete(id);
  const opened = await loadOpened(id, drafts);
  if (mine === choices) return replaceShown(opened);
  // What a draft of it has is still saved.
  if (!("code" in opened)) left.set(id, opened);
  return "other";
}

async function switchToShare(share: string): Promise<Switched> {
  choices += 1;
  const mine = choices;
  if (sharePage(share) === shown?.id) return "shown";
  const opened = await loadShared(share, onSharedEdit);
  return mine === choices ? replaceShown(opened) : "other";
}

function replaceShown(opened: OpenedWorkspace | Problem): Switched {
  if ("code" in opened) return opened;
  cancelUpload();
  const { saving } = { saving: undefined, ...useWorkspace.getState() };
  shown?.leave();
  if (shown && saving?.kind !== "saved") left.set(shown.id, shown);
  forgetResults();
  shown = opened;
  opened.show();
  void showLastResult();
  return "shown";
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
  const share = shareInUrl();
  const switched = await (share !== undefined ? switchToShare(share) : id !== undefined ? switchTo(id) : "other");
  if (typeof switched === "string") return;
  addNotice({ tone: "error", text: refusalOf(switched) });
  if (shown) history.replaceState(null, "", pageOf(shown));
}

const refusalOf = ({ code, title, detail }: Problem): string =>
  code === "share/not-found" ? messages.shareNotOpened(detail) : messages.notOpened(title);

const pageOf = ({ id }: OpenedWorkspace): string => (useShared.getState().share ? id : workspacePage(id));

/** Before something that only works with files of one's own; false, with a notice, if the copy could not be forked. */
export function ensureOwn(): Promise<boolean> {
  if (useShared.getState().share === undefined) return Promise.resolve(true);
  forking ??= fork().finally(() => {
    forking = undefined;
  });
  return forking;
}

let forking: Promise<boolean> | undefined;

function onSharedEdit(): void {
  void ensureOwn();
}

/** Makes the shared copy the person's own workspace. What was typed meanwhile is in it, and nothing on the page moves. */
async function fork(): Promise<boolean> {
  const { share } = useShared.getState();
  if (!drafts || !share) return false;
  useShared.setState({ isForking: true });
  const made = await forkShare(share.id);
  const opened = made.ok ? await loadOpened(made.value.id, drafts) : made.problem;
  if (useShared.getState().share?.id !== share.id) return false;
  if ("code" in opened) {
    useShared.setState({ isForking: false });
    changeState((state) => ({ ...state, saving: { kind: "refused", problem: opened } }));
    return false;
  }
  shown = opened;
  opened.goOnFrom(withoutBuildOf(share, useWorkspace.getState().content));
  forked();
  noteFork(opened.id, share.id);
  history.pushState(null, "", workspacePage(opened.id));
  addNotice({ text: messages.forked });
  return true;
}

/** The build of the share is nobody's own: a reload would not find it. */
function withoutBuildOf({ build }: Share, content: WorkspaceContent): WorkspaceContent {
  const { lastBuild, ...rest } = content;
  return lastBuild === build?.id ? rest : content;
}

function shareInUrl(): string | undefined {
  return /^\/s\/([\w-]+)$/.exec(location.pathname)?.[1];
}

function idInUrl(): string | undefined {
  // A link to a comparison is one to a workspace, too, and the first has no path of its own.
  if (location.pathname === "/" && comparedIn(location.search)) return FIRST_WORKSPACE;
  return /^\/w\/([\w-]+)$/.exec(location.pathname)?.[1];
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
