import type { WorkspaceContent } from "#contract/workspace.ts";
import { resumeBuild, useBuild } from "./build.ts";
import { openFile } from "./editor.ts";
import { useImage } from "./image.ts";
import { addNotice } from "./notices.ts";
import { selectLink } from "./selection.ts";
import { changeContent, useWorkspace } from "./workspace.ts";

/** Puts another content in the place of this one, its results too, and offers the way back. */
export function openContent(next: WorkspaceContent, notice: string): void {
  const before = useWorkspace.getState().content;
  replace(next);
  addNotice({ text: notice, action: { label: "Undo", run: () => replace(before) } });
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
