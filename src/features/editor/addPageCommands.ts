import { COMMANDS, type Command } from "../../state/commands/commands.ts";
import { useLateCommands } from "../../state/commands/lateCommands.ts";
import { messages } from "./messages.ts";
import type { CodeEditor } from "./monacoApi.ts";

/** Puts the commands of the page into the command palette. */
export function addPageCommands(codeEditor: CodeEditor): void {
  addAll(codeEditor, COMMANDS);
  let late = addAll(codeEditor, useLateCommands.getState());
  const end = useLateCommands.subscribe((commands) => {
    for (const action of late) action.dispose();
    late = addAll(codeEditor, commands);
  });
  codeEditor.onDidDispose(end);
}

function addAll(codeEditor: CodeEditor, commands: readonly Command[]) {
  return commands.map(({ id, label, run }) =>
    codeEditor.addAction({ id: `strata.${id}`, label: messages.command(label), run: () => run() }),
  );
}
