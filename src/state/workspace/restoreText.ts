import type { BuildSource } from "#contract/build.ts";
import { findFile, putFiles, textFile } from "#contract/workspaceFiles.ts";
import { addNotice } from "../page/notices.ts";
import { messages } from "./messages.ts";
import { changeFiles, useWorkspace } from "./workspace.ts";
import { keepAsVersion } from "./workspaceVersions.ts";

/** Puts the Dockerfile of a build in place of the present one, which becomes a version: Undo restores it. */
export function restoreText({ dockerfile, dockerfileText }: BuildSource, time: string): void {
  const { content } = useWorkspace.getState();
  const before = findFile(content.files, dockerfile);
  void keepAsVersion(content);
  changeFiles((files) => putFiles(files, [textFile(dockerfile, dockerfileText, before?.mode)]));
  const undo = () =>
    changeFiles((files) => (before ? putFiles(files, [before]) : files.filter(({ path }) => path !== dockerfile)));
  addNotice({ text: messages.restoredText(dockerfile, time), action: { label: messages.undo, run: undo } });
}
