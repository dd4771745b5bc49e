import type { Terminal } from "@xterm/xterm";
import { copyFault } from "../../state/page/copyText.ts";
import { addNotice } from "../../state/page/notices.ts";
import { setTabLeaves, useTabOut } from "../../state/page/tabOut.ts";

/**
 * Keys that the page has, not the program: Tab after Esc leaves, Ctrl+C copies a selection, Ctrl+V pastes. True if the
 * terminal may have the key.
 */
export function terminalMayHave(terminal: Terminal, event: KeyboardEvent): boolean {
  if (event.type !== "keydown") return true;
  if (event.key === "Tab" && useTabOut.getState().tabLeaves) return false;
  if (event.key !== "Shift") setTabLeaves(event.key === "Escape");
  const key = event.key.toLowerCase();
  const isControl = event.ctrlKey && !event.altKey && !event.metaKey;
  // The browser pastes into the terminal's text field.
  if (isControl && key === "v") return false;
  if (isControl && key === "c" && (event.shiftKey || terminal.hasSelection())) {
    event.preventDefault();
    void copySelection(terminal);
    return false;
  }
  return true;
}

async function copySelection(terminal: Terminal): Promise<void> {
  const fault = await copyFault(terminal.getSelection());
  if (fault === undefined) terminal.clearSelection();
  else addNotice({ text: fault, tone: "error" });
}
