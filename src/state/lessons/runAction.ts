import { create } from "zustand";
import type { LessonAction, LessonNode } from "#contract/lesson.ts";
import { findFile, textFile } from "#contract/workspaceFiles.ts";
import { changeText, type FileAction } from "#lessons/fileAction.ts";
import { publishedAddress } from "../../lib/publishedPort.ts";
import { executeInConsole } from "../console/consoleRuns.ts";
import { useContainers } from "../containers/containers.ts";
import { editFile, lightChanged, openFile, revealRange } from "../editor/editor.ts";
import { copyFault } from "../page/copyText.ts";
import { useOpenWorkspace } from "../workspace/openWorkspace.ts";
import { addFiles, typeText, useWorkspace } from "../workspace/workspace.ts";
import { newPathFault } from "../workspace/workspaceFiles.ts";
import { isSaved } from "../workspace/workspaceSession.ts";
import { messages } from "./messages.ts";
import { hostPort, publishingCommand } from "./portAction.ts";

/** What became of an action: done, handed to the console, or refused with a sentence. */
export type ActionMark =
  | { readonly kind: "done" }
  | { readonly kind: "run"; readonly run: string }
  | { readonly kind: "refused"; readonly text: string };

/** By the place of the action: its workspace, step, and place in the text. */
export const useActionMarks = create<Readonly<Record<string, ActionMark>>>(() => ({}));

export interface ActionPlace {
  readonly key: string;
  /** The text that the action stands in. */
  readonly nodes: readonly LessonNode[];
  /** Whether what it opens gets the keyboard: after a mouse click, not where a person walks the text by keys. */
  readonly takesFocus: boolean;
}

/** Does what a button of the lesson says, and notes what became of it. */
export async function runAction(action: LessonAction, place: ActionPlace): Promise<void> {
  const mark = await act(action, place);
  useActionMarks.setState({ [place.key]: mark });
}

async function act(action: LessonAction, place: ActionPlace): Promise<ActionMark> {
  switch (action.kind) {
    case "execute":
      return { kind: "run", run: await execute(action, place) };
    case "copy":
      return copy(action.text);
    case "open":
      return open(action.path, place.takesFocus);
    case "file":
      return changeFile(action);
    case "port":
      return openPort(action, place.nodes);
  }
}

async function execute(
  { command, interrupt }: Extract<LessonAction, { kind: "execute" }>,
  { takesFocus }: ActionPlace,
): Promise<string> {
  // The one that it was pressed in: another may be open by the time this one is saved.
  const workspace = useOpenWorkspace.getState().id ?? "";
  // Commands see what has been saved. What the person just typed, or a button changed, belongs to it.
  await isSaved();
  return executeInConsole({ text: `${command}\n`, interrupts: interrupt, workspace }, takesFocus);
}

async function copy(text: string): Promise<ActionMark> {
  const fault = await copyFault(text);
  return fault === undefined ? { kind: "done" } : { kind: "refused", text: fault };
}

function open(path: string, takesFocus: boolean): ActionMark {
  const { files, settings } = useWorkspace.getState().content;
  if (!findFile(files, path)) {
    const fault = newPathFault(files, path);
    if (fault !== undefined) return { kind: "refused", text: fault };
    addFiles([textFile(path, "")]);
  }
  const shown = path === settings.dockerfile ? undefined : path;
  if (takesFocus) editFile(shown);
  else openFile(shown);
  return { kind: "done" };
}

function changeFile(action: FileAction): ActionMark {
  const { path } = action;
  const { files, settings } = useWorkspace.getState().content;
  const file = findFile(files, path);
  const fault = file ? undefined : newPathFault(files, path);
  if (fault !== undefined) return { kind: "refused", text: fault };
  if (file && file.kind !== "text") return { kind: "refused", text: messages.notText(path) };
  const result = changeText(file?.text, action);
  if (!result.ok) return { kind: "refused", text: messages.noMarker(result.marker, path) };
  if (!file) addFiles([textFile(path, "")]);
  const shown = path === settings.dockerfile ? undefined : path;
  // Open before it changes: the editor keeps what it can undo only of files that it has.
  openFile(shown);
  typeText(path, result.text);
  revealRange(result.changed, shown, false);
  lightChanged({ path, range: result.changed });
  return { kind: "done" };
}

/** Opens what answers on a port in a new tab, or says what to run before there is anything. */
function openPort({ port, path }: Extract<LessonAction, { kind: "port" }>, nodes: readonly LessonNode[]): ActionMark {
  const host = hostPort(useContainers.getState().containers, port);
  if (host === undefined) {
    const command = publishingCommand(nodes, port);
    return { kind: "refused", text: command === undefined ? messages.noPort(port) : messages.runFirst(port, command) };
  }
  const address = publishedAddress(location.hostname, host);
  if (address === undefined) return { kind: "refused", text: messages.elsewhere(host) };
  window.open(new URL(path, `http://${address}`), "_blank", "noopener,noreferrer");
  return { kind: "done" };
}
