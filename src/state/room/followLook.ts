import { create } from "zustand";
import type { Look } from "#contract/room.ts";
import { findFile } from "#contract/workspaceFiles.ts";
import { lightLine, openFile, revealRange } from "../editor/editor.ts";
import { setLessonOpen } from "../lessons/lessonShown.ts";
import { setPhoneView, showResultTab, useLayout } from "../page/layout.ts";
import { selectLink } from "../selection/selection.ts";
import { useLinks } from "../selection/selectionLinked.ts";
import { linkAtLine } from "../selection/selectionLinks.ts";
import { useWorkspace } from "../workspace/workspace.ts";

/** Where the teacher asks to look, and whether this page goes there. */
export type Following =
  | { readonly phase: "none" }
  | { readonly phase: "following" | "left"; readonly look: Look; readonly found: boolean };

export const useFollowing = create<{ readonly state: Following }>(() => ({ state: { phase: "none" } }));

/** Call once: the page goes where the teacher asks to look, until the learner leaves. */
export function startFollowing(onLook: (listener: (look: Look | undefined) => void) => void): void {
  onLook((look) => {
    const { state } = useFollowing.getState();
    const before = state.phase === "none" ? undefined : state.look;
    if (isSame(before, look)) return;
    if (look === undefined) return stop({ phase: "none" });
    // Who left stays where they are: the next place is only told of.
    if (state.phase === "left") return useFollowing.setState({ state: { ...state, look } });
    follow(look);
  });
  // The teacher may have asked before this page had its files.
  useWorkspace.subscribe(({ phase }, before) => {
    const { state } = useFollowing.getState();
    if (phase === "ready" && before.phase !== "ready" && state.phase === "following") follow(state.look);
  });
}

function isSame(a: Look | undefined, b: Look | undefined): boolean {
  return a?.path === b?.path && a?.line === b?.line && a?.link === b?.link && (a === undefined) === (b === undefined);
}

/** Opens the file, lights the line, and selects its layer. */
export function follow(look: Look): void {
  useFollowing.setState({ state: { phase: "following", look, found: goTo(look) } });
}

export function leaveLook(): void {
  const { state } = useFollowing.getState();
  if (state.phase === "following") stop({ ...state, phase: "left" });
}

function stop(state: Following): void {
  useFollowing.setState({ state });
  lightLine(undefined);
}

/** False if this workspace does not have the file. */
function goTo({ path, line, link }: Look): boolean {
  const { files, settings } = useWorkspace.getState().content;
  const file = path ?? settings.dockerfile;
  if (!findFile(files, file)) return false;
  const open = file === settings.dockerfile ? undefined : file;
  showParts();
  if (line === undefined) {
    openFile(open);
    lightLine(undefined);
  } else {
    const place = { line: line - 1, character: 0 };
    revealRange({ start: place, end: place }, open, false);
    lightLine({ path: file, line: line - 1 });
  }
  selectLink(linkOf(link, open === undefined ? line : undefined));
  return true;
}

/** The teacher's link if this page has the same, else the one of the line. */
function linkOf(wanted: string | undefined, line: number | undefined): string | undefined {
  const { links } = useLinks.getState();
  if (wanted !== undefined && links.some(({ id }) => id === wanted)) return wanted;
  return line === undefined ? undefined : linkAtLine(links, line - 1)?.id;
}

/** Editor and stack must be on the screen; on a narrow one the lesson's text covers them. */
function showParts(): void {
  setLessonOpen(false);
  if (useLayout.getState().phoneView !== "both") setPhoneView("both");
  if (useLayout.getState().resultTab !== "layers") showResultTab("layers");
}
