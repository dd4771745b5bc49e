import { create } from "zustand";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { resumeBuild, useBuild } from "../build/build.ts";
import { openFile } from "../editor/editor.ts";
import { useImage } from "../image/image.ts";
import { addNotice } from "../page/notices.ts";
import { selectLink } from "../selection/selection.ts";
import { messages } from "./messages.ts";
import { changeContent, useWorkspace } from "./workspace.ts";

/** The content before the last example was opened, kept until the page is closed. */
export const useReplaced = create<{ readonly content: WorkspaceContent | undefined }>(() => ({ content: undefined }));

/** Replaces the content and its results, and offers Undo. */
export function openContent(next: WorkspaceContent, notice: string): void {
  useReplaced.setState({ content: useWorkspace.getState().content });
  replace(next);
  addNotice({ text: notice, action: { label: messages.undo, run: bringBack } });
}

/** Swaps back to the previous content. Calling it again swaps once more. */
export function bringBack(): void {
  const before = useReplaced.getState().content;
  if (!before) return;
  useReplaced.setState({ content: useWorkspace.getState().content });
  replace(before);
}

function replace(content: WorkspaceContent): void {
  changeContent(() => content);
  openFile(undefined);
  // Results of the other files would only mislead here. A running build continues on the server.
  useBuild.setState({ build: { phase: "idle" } });
  useImage.setState(({ facts }) => ({ facts }), true);
  selectLink(undefined);
  if (content.lastBuild !== undefined) void resumeBuild(content.lastBuild);
}
