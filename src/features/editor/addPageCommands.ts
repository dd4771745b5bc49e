import { COMMANDS } from "../../state/commands/commands.ts";
import { messages } from "./messages.ts";
import type { CodeEditor } from "./monacoApi.ts";

/** Puts the commands of the page into the command palette. */
export function addPageCommands(codeEditor: CodeEditor): void {
  for (const { id, label, run } of COMMANDS) {
    codeEditor.addAction({ id: `strata.${id}`, label: messages.command(label), run: () => run() });
  }
}
