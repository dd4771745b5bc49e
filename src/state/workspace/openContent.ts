import { create } from "zustand";
import type { WorkspaceContent } from "#contract/workspace.ts";
import { resumeBuild, useBuild } from "../build/build.ts";
import { openFile } from "../editor/editor.ts";
import { useImage } from "../image/image.ts";
import { addNotice } from "../page/notices.ts";
import { selectLink } from "../selection/selection.ts";
import { changeContent, useWorkspace } from "./workspace.ts";

/** What was here before the last example was opened; it stays until the page is left. */
export const useReplaced = create<{ readonly content: WorkspaceContent | undefined }>(() => ({ content: undefined }));

/** Puts another content in the place of this one, its results too, and offers the way back. */
export function openContent(next: WorkspaceContent, notice: string): void {
  useReplaced.setState({ content: useWorkspace.getState().content });
  replace(next);
  addNotice({ text: notice, action: { label: "Undo", run: bringBack } });
}

/** Back to what was here before; what is here now can be brought back in the same way. */
export function bringBack(): void {
  const before = useReplaced.getState().content;
  if (!before) return;
  useReplaced.setState({ content: useWorkspace.getState().content });
  replace(before);
}

function replace(content: WorkspaceContent): void {
  changeContent(() => content);
  openFile(undefined);
  // What was built of the other files would only mislead beside these. A build that runs goes on at the server.
  useBuild.setState({ build: { phase: "idle" } });
  useImage.setState(({ facts }) => ({ facts }), true);
  selectLink(undefined);
  if (content.lastBuild !== undefined) void resumeBuild(content.lastBuild);
}
